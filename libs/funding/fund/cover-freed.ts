import type { FundEvent } from '#contracts/events/fund.js';
import { OverspendCovered } from '#contracts/events/fund/budget.js';
import { streamOf } from '#contracts/events/all.js';
import { none } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence, minPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { BudgetPlace, Overspend, Promised } from './budget-state.js';
import { missingAt } from './cover.js';
import type { Fund } from './fund.js';

/** What was reserved beyond a budget and is not promised in the end needs no cover: its task closes. */
export const coveredByLapse = (fund: Fund, effective: string, lapsed: Promised): FundEvent[] =>
  openOf(
    fund,
    ({ promise }) => promise?.award === lapsed.award && promise.change === lapsed.change,
  ).map(([task, { left }]) => covered(effective, task, left, 0n, 'The promise was not made'));

/** Nor does an accrual or an invoice of which nothing stands any more. */
export const coveredByReversal = (
  fund: Fund,
  effective: string,
  expenditure: string,
): FundEvent[] =>
  openOf(fund, (of) => of.expenditure === expenditure).map(([task, { left }]) =>
    covered(effective, task, left, 0n, 'The spending was reversed'),
  );

/** What an award gives back to a budget that it went beyond covers as much of that. */
export const coveredByRelease = (
  fund: Fund,
  effective: string,
  award: string,
  released: FundEvent,
): FundEvent[] =>
  coveredBy(
    fund,
    effective,
    ({ promise }) => promise?.award === award,
    released,
    'The award gave it back',
  );

/** So does what is credited of an invoice. */
export const coveredByCredit = (
  fund: Fund,
  effective: string,
  invoice: string,
  credited: FundEvent,
): FundEvent[] =>
  coveredBy(
    fund,
    effective,
    ({ expenditure }) => expenditure === invoice,
    credited,
    'The spending was credited',
  );

function coveredBy(
  fund: Fund,
  effective: string,
  of: (overspend: Overspend) => boolean,
  gaveBack: FundEvent,
  reference: string,
): FundEvent[] {
  const open = openOf(fund, of);
  const missing = (place: BudgetPlace) => missingAt(fund, place);
  const before = new Map(open.map(([task, { places }]) => [task, sumPence(places.map(missing))]));
  const posted = postings({ ...gaveBack, stream: streamOf('fund', none) });
  return fund.holdings.asIf(posted, () =>
    open.flatMap(([task, { places, left }]) => {
      const freed = (before.get(task) ?? 0n) - sumPence(places.map(missing));
      const amount = minPence(left, freed);
      return amount > 0n ? [covered(effective, task, amount, left - amount, reference)] : [];
    }),
  );
}

const openOf = (
  { overspends }: Fund,
  asked: (overspend: Overspend) => boolean,
): [task: string, Overspend][] =>
  [...overspends].filter(([, overspend]) => overspend.left > 0n && asked(overspend));

const covered = (
  effective: string,
  task: string,
  amount: Pence,
  left: Pence,
  reference: string,
): FundEvent =>
  OverspendCovered.of(effective, {
    task,
    amount: formatPence(amount),
    left: formatPence(left),
    reference,
    moved: null,
  });
