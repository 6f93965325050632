import type { FundCommandOf } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import type { Leg, MoneyPlace } from '#contracts/events/fund/move-shapes.js';
import { BudgetReservedForMove, type MoveLine } from '#contracts/events/fund/moves.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import type { AgreementInForce } from '../agreement/in-force.js';
import type { Circumstances } from '../decision.js';
import type { Fund } from './fund.js';
import { certaintiesBestFirst, type Tranche } from './holdings.js';
import { crosses, isOfMoney } from './move-rules.js';
import { budgetPeriod, openPeriodOf } from './periods.js';
import { aheadOfConfirmed } from './promise.js';

/** Whose office may post into a period that is closed to others. */
type Asker = Pick<Circumstances, 'office'>;

/** The money of each leg that leaves this fund or moves within it, one after another. */
export function setAside(
  fund: Fund,
  command: FundCommandOf<'reserve-move'>,
  asker: Asker,
  agreement: AgreementInForce | undefined,
): MoveLine[] | Refusal {
  const lines: MoveLine[] = [];
  const promised: MoveLine[] = [];
  for (const [place, leg] of command.legs.entries()) {
    if (same(leg)) return refusal('moves-nowhere', { leg: place + 1 });
    for (const { year } of [leg.from, leg.to].filter(({ fund: id }) => id === command.fund)) {
      const open = budgetPeriod(fund, year, command.effective, asker);
      if (typeof open !== 'string') return open;
    }
    if (!isOfMoney(leg) || leg.from.fund !== command.fund) continue;
    const found = fund.holdings.asIf(reserved(command.effective, lines), () =>
      tranches(fund, leg.from, parsePence(leg.amount), crosses(leg)),
    );
    if ('problem' in found) return found;
    const period = budgetPeriod(fund, leg.from.year, command.effective, asker);
    if (typeof period !== 'string') return period;
    const taken = found.map((tranche) => lineOf(fund, place, leg.from, tranche, period));
    lines.push(...taken);
    if (leg.from.kind === 'scheme' && leg.to.kind === 'award') promised.push(...taken);
  }
  return aheadOfConfirmed(fund, promised, agreement) ?? lines;
}

const same = ({ from, to }: Leg): boolean => JSON.stringify(from) === JSON.stringify(to);

/** What the lines so far would take out of the balances. */
const reserved = (effective: string, lines: readonly MoveLine[]) =>
  postings({
    ...BudgetReservedForMove.of(effective, {
      reallocation: none,
      attempt: none,
      amount: '0.00',
      technical: false,
      recurrent: false,
      legs: [],
      lines: [...lines],
      approvals: [],
      counted: [],
      expires: '',
    }),
    stream: streamOf('fund', none),
  });

/** Within its fund, year and nature money moves as certain as it is; what crosses is confirmed. */
function tranches(
  fund: Fund,
  from: MoneyPlace,
  amount: Pence,
  crossing: boolean,
): Tranche[] | Refusal {
  const { scheme, source, year, nature } = from;
  const where = {
    holding: from.kind === 'award' ? ('committed' as const) : ('scheme' as const),
    scheme,
    source,
    year,
    nature,
    award: from.kind === 'award' ? from.award : none,
  };
  const all = fund.holdings.sum(where);
  const confirmed = fund.holdings.sum({ ...where, certainty: 'confirmed' });
  const available = maxPence(0n, crossing && confirmed < all ? confirmed : all);
  if (amount > available)
    return refusal(amount <= all ? 'only-confirmed-crosses' : 'move-exceeds-budget', {
      where: from.kind === 'award' ? `The award ${from.award}` : scheme,
      scheme,
      source,
      year,
      nature,
      available: formatPence(available),
      short: formatPence(amount - available),
      ruleDate: fund.terms?.since ?? '',
    });
  return crossing
    ? [{ certainty: 'confirmed', pence: amount }]
    : fund.holdings.take(where, amount, certaintiesBestFirst, 'confirmed');
}

export const lineOf = (
  fund: Fund,
  leg: number,
  place: MoneyPlace,
  { certainty, pence }: Tranche,
  period: string,
): MoveLine => ({
  leg,
  scheme: place.scheme,
  source: place.source,
  certainty,
  area: fund.schemes.get(place.scheme)?.area ?? 'unknown',
  year: place.year,
  nature: place.nature,
  award: place.kind === 'award' ? place.award : none,
  provider: place.kind === 'award' ? (fund.commitments.get(place.award)?.provider ?? none) : none,
  period,
  amount: formatPence(pence),
});

/** What is set aside, by its certainty now and in a period that is open: both may have changed meanwhile. */
export function standingNow(
  fund: Fund,
  lines: readonly MoveLine[],
  effective: string,
  asker: Asker,
): MoveLine[] {
  const legs = [...new Set(lines.map(({ leg }) => leg))];
  const now: MoveLine[] = [];
  for (const leg of legs) {
    const ofLeg = lines.filter((one) => one.leg === leg);
    const [first] = ofLeg;
    if (!first) continue;
    const { scheme, source, year, nature, award } = first;
    const period = openPeriodOf(fund, year, effective, asker);
    const where = { holding: 'moving' as const, scheme, source, year, nature, award };
    const left = (certainty: Tranche['certainty']): Pence =>
      fund.holdings.sum({ ...where, certainty }) -
      sumPence(
        now
          .filter((one) => one.certainty === certainty && samePlace(one, first))
          .map(({ amount }) => parsePence(amount)),
      );
    let open = sumPence(ofLeg.map(({ amount }) => parsePence(amount)));
    for (const certainty of certaintiesBestFirst) {
      const there = maxPence(0n, left(certainty));
      const pence = minPence(open, there);
      open -= pence;
      if (pence > 0n) now.push({ ...first, period, certainty, amount: formatPence(pence) });
    }
  }
  return now;
}

const samePlace = (a: MoveLine, b: MoveLine): boolean =>
  a.scheme === b.scheme &&
  a.source === b.source &&
  a.year === b.year &&
  a.nature === b.nature &&
  a.award === b.award;
