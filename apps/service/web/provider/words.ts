import type { Invoice } from '#projections/provider-allocations/figures/invoices.js';
import type { Change } from '#projections/provider-allocations/figures/changes.js';
import type { AdvanceOpen } from '#projections/provider-allocations/figures/paid-ahead.js';
import type { Payment } from '#projections/provider-allocations/figures/payments.js';
import { sumPence } from '#libs/money/pence.js';
import type { Traced } from '#projections/fund-health/figures/traced.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { figuresOf, link, number, text, type Cell } from '../table.js';
import { inText, money, nameIn } from '../words.js';

export const fundName = ({ facts }: ProviderView, fund: string): string =>
  facts.get('fund', fund)?.attributes.name ?? fund;

export const awardName = ({ facts }: ProviderView, award: string): string =>
  award === 'none' ? 'Without an award' : nameIn(facts, 'award', award);

export const awardLink = (
  view: ProviderView,
  award: string,
  point: (href: string) => string,
): Cell =>
  view.facts.get('award', award)
    ? link(awardName(view, award), point(`/providers/${view.provider}/awards/${award}`))
    : text(awardName(view, award));

interface OfFund {
  readonly fund: string;
  readonly amount: Traced;
}

/** One amount for each fund, whatever awards it is of. */
function byFund(parts: readonly OfFund[]): OfFund[] {
  const funds = new Map<string, OfFund>();
  for (const { fund, amount } of parts) {
    const before = funds.get(fund)?.amount;
    funds.set(fund, {
      fund,
      amount: before
        ? { pence: before.pence + amount.pence, from: [...before.from, ...amount.from] }
        : amount,
    });
  }
  return [...funds.values()];
}

/** An amount that one fund has or several have, each part opening to its own postings. */
export function overFunds(view: ProviderView, title: string, amounts: readonly OfFund[]): Cell {
  const parts = byFund(amounts).filter(({ amount }) => amount.pence !== 0n);
  const [only] = parts;
  if (only === undefined) return number(money(0n));
  if (parts.length === 1) return figuresOf(only.fund, view.moment).cell(title, only.amount);
  return {
    ...number(''),
    parts: parts.map(({ fund, amount }) => {
      const { href = '' } = figuresOf(fund, view.moment).cell(title, amount);
      return { text: fundName(view, fund), href, amount: money(amount.pence) };
    }),
    note: `together ${money(parts.reduce((sum, { amount }) => sum + amount.pence, 0n))}`,
  };
}

const states: Readonly<Record<Invoice['state'], string>> = {
  claimed: 'Claimed, not yet checked',
  verified: 'Checked, not yet paid',
  approved: 'Approved, not yet paid',
  paid: 'Paid',
  rejected: 'Rejected',
  reversed: 'Taken back',
  evidenced: 'Evidence for an advance',
};
export const stateInWords = ({ state, paid, owed }: Invoice): string =>
  paid > 0n && owed > 0n && state !== 'paid' ? 'Paid in part' : states[state];

/** With what credit notes took off it: else what was paid would not come to what was asked for. */
export const amountCell = ({ amount, credited }: Pick<Invoice, 'amount' | 'credited'>): Cell => ({
  ...number(money(amount)),
  ...(credited === 0n ? {} : { note: `${money(credited)} credited` }),
});

/** What several advances come to, and what of it has no evidence yet. */
export const advancedTogether = (advances: readonly AdvanceOpen[]): Cell[] =>
  (['amount', 'left'] as const).map((name) =>
    number(money(sumPence(advances.map((advance) => advance[name])))),
  );

export const daysInWords = ({ days, late, state }: Invoice): string =>
  state === 'rejected' || state === 'reversed' || state === 'evidenced'
    ? '\u2013'
    : `${days} of 30${late ? ', late' : ''}`;

export const kindInWords = ({ kind }: Payment): string =>
  ({
    paid: 'Paid',
    recovered: 'Paid back by you',
    advance: 'Advance',
    'advance-returned': 'Advance returned by you',
    payment: 'Paid without claim or invoice',
    'credit-note': 'Credit note',
    refund: 'Refunded by you',
  })[kind];

/** What an event changed, in a few words each; `recorded` where no amount did. */
export function changeInWords({ promised, reserved, accepted, paid, retained }: Change): string[] {
  const words = [
    ...(['confirmed', 'expected', 'indicative'] as const).map(
      (certainty) => [`Promised, ${certainty}`, promised[certainty]] as const,
    ),
    ['Set aside while it is decided', reserved] as const,
    ['Accepted as spending', accepted] as const,
    ['Paid to you', paid] as const,
    ['Kept back', retained] as const,
  ].flatMap(([what, by]) =>
    by === 0n ? [] : [`${what}: ${by > 0n ? '+\u2060' : ''}${inText(by)}`],
  );
  return words.length > 0 ? words : ['No amount changed'];
}
