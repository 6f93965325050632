import type { EntityManager } from 'typeorm';
import { Balances, type Balance, type Dimension } from '#libs/ledger/balances.js';
import type { Pence } from '#libs/money/pence.js';
import { position, type Position } from '../fund-health/figures/position.js';
import { retraced, type Traced } from '../fund-health/figures/traced.js';
import { columns } from '../reading/columns.js';
import type { FundBalances, Moment } from '../reading/reading.js';
import { refuse } from '../reading/refused.js';
import { Values } from './entries.js';

/** An event's part in a difference. */
export interface Part {
  readonly number: number;
  readonly pence: Pence;
}

/** Something that was otherwise at the one point than at the other, and the events that explain it. */
export interface Difference<Key> {
  readonly key: Key;
  readonly before: Pence;
  readonly after: Pence;
  readonly difference: Pence;
  /** In the order of the log; their pence add up to the difference. */
  readonly events: readonly Part[];
}

export interface Comparison {
  readonly from: Moment;
  readonly to: Moment;
  readonly lines: readonly Difference<Readonly<Record<string, string>>>[];
  /** Figures of the financial position, year by year and over all years. */
  readonly figures: readonly Difference<{ readonly figure: string; readonly year: string }>[];
}

/** Balances of one event in a difference: more of them than people follow are refused. */
const partsMax = 200_000;

type Moved = Balance & { readonly number: number };

/**
 * What differs between two points, line by line. The differences come from the balances, their
 * explanation from the postings: an explanation that does not add up is a broken ledger, and throws.
 */
export async function compareViews(
  models: EntityManager,
  from: FundBalances,
  to: FundBalances,
  by: readonly Dimension[],
): Promise<Comparison> {
  const moved = await movedBetween(models, from, to);
  return {
    from: from.moment,
    to: to.moment,
    lines: linesOf(from.balances, to.balances, moved, by),
    figures: figuresOf(from.balances, to.balances, moved),
  };
}

/** What each event adds to, or takes from, the balances between two points. */
async function movedBetween(
  models: EntityManager,
  from: FundBalances,
  to: FundBalances,
): Promise<Moved[]> {
  const values = new Values();
  const counted = ({ number, effectiveOn }: Moment): string =>
    `(q.number <= ${values.at(number)}${
      effectiveOn === null ? '' : ` and q.effective <= ${values.at(effectiveOn)}::date`
    })::int`;
  const weight = `(${counted(to.moment)} - ${counted(from.moment)})`;
  const numbers = [from.moment.number, to.moment.number];
  const isByDay = [from, to].some(({ moment }) => moment.effectiveOn !== null);
  // Where days do not count, what was recorded outside is in both or in neither.
  const between = isByDay
    ? ''
    : `and q.number > ${values.at(Math.min(...numbers))} and q.number <= ${values.at(Math.max(...numbers))}`;
  const rows = await models.query<(Record<string, string> & { pence: string; number: string })[]>(
    `select ${Object.entries(columns)
      .map(([name, column]) => `s.${column} as "${name}"`)
      .join(', ')}, q.number, sum(q.pence * ${weight}) as pence
      from posting q join series s on s.id = q.series
      where s.fund = ${values.at(to.fund)} and ${weight} <> 0 ${between}
      group by s.id, ${Object.values(columns)
        .map((column) => `s.${column}`)
        .join(', ')}, q.number
      having sum(q.pence) <> 0 order by q.number limit ${partsMax + 1}`,
    values.list,
  );
  if (rows.length > partsMax)
    throw refuse('invalid-request', {
      detail: `the two points lie more than ${partsMax} lines of events apart; compare points that are nearer to each other`,
    });
  return rows.map(
    (row) => ({ ...row, number: Number(row.number), pence: BigInt(row.pence) }) as unknown as Moved,
  );
}

function linesOf(
  before: Balances,
  after: Balances,
  moved: readonly Moved[],
  by: readonly Dimension[],
): Comparison['lines'] {
  const key = (row: Balance): string => by.map((name) => row[name]).join('\n');
  const sums = new Map<string, { before: Pence; after: Pence; moved: Moved[] }>();
  const at = (row: Balance): { before: Pence; after: Pence; moved: Moved[] } => {
    const sum = sums.get(key(row)) ?? { before: 0n, after: 0n, moved: [] };
    sums.set(key(row), sum);
    return sum;
  };
  for (const row of before.rows) at(row).before += row.pence;
  for (const row of after.rows) at(row).after += row.pence;
  for (const row of moved) at(row).moved.push(row);
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([of, sum]) => {
      const values = of.split('\n');
      const named = Object.fromEntries(by.map((name, place) => [name, values[place] ?? '']));
      return differing(named, sum.before, sum.after, partsOf(sum.moved));
    });
}

function figuresOf(
  before: Balances,
  after: Balances,
  moved: readonly Moved[],
): Comparison['figures'] {
  const years = new Set([...before.rows, ...after.rows].map(({ year }) => year));
  const movedBy = byEvent(moved);
  return [undefined, ...[...years].sort()].flatMap((year) => {
    const asked = year === undefined ? {} : { year };
    const was = position(before.where(asked), asked);
    const is = position(after.where(asked), asked);
    return (Object.keys(is) as (keyof Position)[]).flatMap((figure) =>
      differing(
        { figure, year: year ?? 'all' },
        was[figure].pence,
        is[figure].pence,
        was[figure].pence === is[figure].pence ? [] : explained(is[figure], movedBy),
      ),
    );
  });
}

/** What each event moved, in the order of the log: once for all figures, which ask alike of it. */
function byEvent(moved: readonly Moved[]): ReadonlyMap<number, Balances> {
  const events = new Map<number, Moved[]>();
  for (const row of moved) {
    const rows = events.get(row.number);
    if (rows) rows.push(row);
    else events.set(row.number, [row]);
  }
  return new Map([...events].map(([number, rows]) => [number, new Balances(rows)]));
}

/** An event's part in a figure: the figure of what the event moved. */
const explained = (figure: Traced, movedBy: ReadonlyMap<number, Balances>): Part[] =>
  [...movedBy].flatMap(([number, balances]) => {
    const pence = retraced(balances, figure.from);
    return pence === 0n ? [] : [{ number, pence }];
  });

function partsOf(moved: readonly Moved[]): Part[] {
  const sums = new Map<number, Pence>();
  for (const { number, pence } of moved) sums.set(number, (sums.get(number) ?? 0n) + pence);
  return [...sums].flatMap(([number, pence]) => (pence === 0n ? [] : [{ number, pence }]));
}

function differing<Key extends object>(
  key: Key,
  before: Pence,
  after: Pence,
  events: readonly Part[],
): Difference<Key>[] {
  const difference = after - before;
  if (difference === 0n) return [];
  const sum = events.reduce((of, { pence }) => of + pence, 0n);
  if (sum !== difference)
    throw new Error(
      `${JSON.stringify(key)} differs by ${difference} pence, and its events explain ${sum}`,
    );
  return [{ key, before, after, difference, events }];
}
