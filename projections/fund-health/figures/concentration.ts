import type { FundView } from '#projections/reading/reading.js';
import { unknown } from '#contracts/values.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import { herfindahlHirschman, percentage } from '#libs/money/rate.js';
import * as accounts from './accounts.js';
import { bodies } from './bodies.js';
import { grouped } from './grouped.js';
import { once } from './once.js';
import { largestFirst, traced, type Term, type Traced } from './traced.js';

export interface ProviderShare {
  /** The identifier under which this body has most. */
  readonly provider: string;
  readonly amount: Traced;
  /** Per cent of what named providers have. */
  readonly share: string;
}

/** How far money rests on few providers. */
export interface Concentration {
  /** Largest first. */
  readonly named: readonly ProviderShare[];
  /** To redacted and unknown providers: a bucket of its own, never one supplier. */
  readonly unnamed: Traced;
  /** 0 to 10,000, two places, over named providers; undefined where there are none. */
  readonly hhi: string | undefined;
  readonly fiveLargest: string | undefined;
}

/** Who stands for nobody in particular. */
export const unnamedProviders: readonly string[] = [
  'none',
  'not-applicable',
  'redacted',
  'unknown',
];

/** Over what awards promise. */
export const awardConcentration = once((view: FundView): Concentration =>
  concentration(view, accounts.committed),
);

/** Over what was spent, with an award or without. */
export const spendingConcentration = once((view: FundView): Concentration =>
  concentration(view, accounts.expenditure),
);

function concentration(view: FundView, term: Term): Concentration {
  const of = view.balances.where({ account: term.accounts });
  const body = bodies(view);
  const named = of
    .groupBy('provider')
    .filter(({ key }) => !unnamedProviders.includes(key.provider))
    .map(({ key, balances }) => ({ ...key, amount: traced(balances, key, term) }));
  const amounts = [...grouped(named, ({ provider }) => body(provider)).values()]
    .map((ofOne) => together(ofOne, term))
    .filter(({ amount }) => amount.pence > 0n)
    .sort((a, b) => largestFirst(a.amount, b.amount));
  const total = sumPence(amounts.map(({ amount }) => amount.pence));
  const unnamed = { provider: unnamedProviders };
  return {
    named: amounts.map((row) => ({ ...row, share: percentage(row.amount.pence, total) })),
    unnamed: traced(of.where(unnamed), unnamed, term),
    ...concentrated(amounts.map(({ amount }) => amount.pence)),
  };
}

/** Over what each body has: amounts above nothing, largest first. */
export function concentrated(
  amounts: readonly Pence[],
): Pick<Concentration, 'hhi' | 'fiveLargest'> {
  if (amounts.length === 0) return { hhi: undefined, fiveLargest: undefined };
  return {
    hhi: herfindahlHirschman(amounts, 2),
    fiveLargest: percentage(sumPence(amounts.slice(0, 5)), sumPence(amounts)),
  };
}

/** One body, under however many identifiers it has money. */
function together(
  of: readonly Omit<ProviderShare, 'share'>[],
  term: Term,
): Omit<ProviderShare, 'share'> {
  const sorted = [...of].sort((a, b) => largestFirst(a.amount, b.amount));
  const providers = of.map(({ provider }) => provider);
  return {
    provider: sorted[0]?.provider ?? unknown,
    amount: {
      pence: sumPence(of.map(({ amount }) => amount.pence)),
      from: [{ asked: { provider: providers, account: term.accounts }, sign: term.sign }],
    },
  };
}
