import type { Asked } from '#libs/ledger/balances.js';
import { percentage } from '#libs/money/rate.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { grouped } from './grouped.js';
import { largestMoves, type LargestMoves } from './largest-moves.js';
import { movable, type Movable } from './movable.js';
import { together, traced, type Traced } from './traced.js';

/** How much of a year's money could be moved within the rules as they are, and by whom. */
export interface Flexibility extends LargestMoves {
  readonly year: string;
  /** Allocated or not, however certain. */
  readonly money: Traced;
  /** With schemes, promised to nobody, and another scheme of the fund may have all of it. */
  readonly movable: Traced;
  /** Of more such money, what a maximum share leaves room for; each scheme's by itself. */
  readonly withinShares: Pence;
  /** Per cent of the year's money; undefined where there is none. */
  readonly share: string | undefined;
}

/** Of one year, by the rules and limits in force on the view's day. */
export function flexibility(view: FundView, year: string): Flexibility {
  const all = movable(view, year);
  const whole = all.filter(({ pence, ways }) => ways.some(({ upTo }) => upTo === pence));
  const money = traced(
    view.balances.where({ year }),
    { year },
    accounts.allocated,
    ...accounts.certainties.map(accounts.unallocated),
  );
  const free = together(partsOf(view, year, whole));
  const withinShares = sumPence(all.filter((of) => !whole.includes(of)).map(mostOf));
  return {
    ...{ year, money, movable: free, withinShares },
    share: money.pence > 0n ? percentage(free.pence + withinShares, money.pence) : undefined,
    ...largestMoves(view, year, all),
  };
}

/** Of each year, first year first. */
export const flexibilityByYear = (view: FundView): Flexibility[] =>
  view.balances
    .where({ account: [...accounts.allocated.accounts, ...unallocated] })
    .groupBy('year')
    .map(({ key }) => flexibility(view, key.year));

const unallocated = accounts.certainties.flatMap(
  (certainty) => accounts.unallocated(certainty).accounts,
);

const mostOf = ({ ways }: Movable): Pence =>
  ways.reduce((most, { upTo }) => (upTo > most ? upTo : most), 0n);

/** One part for a source and nature, whichever of its schemes have it. */
const partsOf = ({ balances }: FundView, year: string, rows: readonly Movable[]): Traced[] =>
  [...grouped(rows, ({ source, nature }) => `${source} ${nature}`).values()].flatMap((of) => {
    const [first] = of;
    if (!first) return [];
    const { source, nature } = first;
    const key: Asked = { year, source, nature, scheme: of.map(({ scheme }) => scheme) };
    return [traced(balances.where(key), key, accounts.uncommitted)];
  });
