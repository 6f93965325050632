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
  openOf(fund, (of) => of.award === lapsed.award && of.change === lapsed.change).map(
    ([task, { left }]) => covered(effective, task, left, 0n, 'The promise was not made'),
  );

/** What an award gives back to a budget that it went beyond covers as much of that. */
export function coveredByRelease(
  fund: Fund,
  effective: string,
  award: string,
  released: FundEvent,
): FundEvent[] {
  const open = openOf(fund, (of) => of.award === award);
  const missing = (place: BudgetPlace) => missingAt(fund, place);
  const before = new Map(open.map(([task, { places }]) => [task, sumPence(places.map(missing))]));
  const posted = postings({ ...released, stream: streamOf('fund', none) });
  return fund.holdings.asIf(posted, () =>
    open.flatMap(([task, { places, left }]) => {
      const freed = (before.get(task) ?? 0n) - sumPence(places.map(missing));
      const amount = minPence(left, freed);
      return amount > 0n
        ? [covered(effective, task, amount, left - amount, 'The award gave it back')]
        : [];
    }),
  );
}

const openOf = (
  { overspends }: Fund,
  asked: (promise: Promised) => boolean,
): [task: string, Overspend][] =>
  [...overspends].filter(
    ([, { left, promise }]) => left > 0n && promise !== undefined && asked(promise),
  );

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
