import { yearOf } from '#contracts/financial-year.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { Dimensions } from './posting.js';

/** What postings of the same dimensions add up to. The accounting year follows from the period. */
export interface Balance extends Dimensions {
  readonly year: string;
  readonly pence: Pence;
}

/** A question about balances: a value, or any of several, per dimension. */
export type Asked = Readonly<Partial<Record<Dimension, string | readonly string[]>>>;
export type Dimension = Exclude<keyof Balance, 'pence'>;

/** Some dimensions of a balance, and the balances that share them. */
export interface Group<Name extends Dimension> {
  readonly key: Readonly<Record<Name, string>>;
  readonly balances: Balances;
}

/** Sums of postings at one log number and day: what every figure is computed from. */
export class Balances {
  constructor(readonly rows: readonly Balance[]) {}

  /** Adds up postings as they stand: those of a dry run, or all, where there is no read model. */
  static of(postings: Iterable<{ readonly on: Dimensions; readonly pence: Pence }>): Balances {
    const sums = new Map<string, { on: Dimensions; pence: Pence }>();
    for (const { on, pence } of postings) {
      const key = dimensionKey(on);
      const sum = sums.get(key);
      if (sum) sum.pence += pence;
      else sums.set(key, { on, pence });
    }
    return new Balances(
      [...sums.values()].map(({ on, pence }) => ({ ...on, year: yearOf(on.period), pence })),
    );
  }

  /** These balances and some postings more. */
  and(postings: Iterable<{ readonly on: Dimensions; readonly pence: Pence }>): Balances {
    return Balances.of([...this.rows.map((row) => ({ on: row, pence: row.pence })), ...postings]);
  }

  where(asked: Asked): Balances {
    const tests = Object.entries(asked) as [Dimension, string | readonly string[]][];
    return new Balances(
      this.rows.filter((row) =>
        tests.every(([name, value]) =>
          typeof value === 'string' ? row[name] === value : value.includes(row[name]),
        ),
      ),
    );
  }

  sum(asked: Asked = {}): Pence {
    return sumPence(this.where(asked).rows.map((row) => row.pence));
  }

  /** Balances by some of their dimensions, in code-point order of these. */
  groupBy<Name extends Dimension>(...names: readonly Name[]): Group<Name>[] {
    const groups = new Map<string, Balance[]>();
    for (const row of this.rows) {
      const key = names.map((name) => row[name]).join('\n');
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
    return [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, rows]) => {
        const values = key.split('\n');
        return {
          key: Object.fromEntries(
            names.map((name, place) => [name, values[place] ?? '']),
          ) as Record<Name, string>,
          balances: new Balances(rows),
        };
      });
  }
}

/** The dimensions as one text, equal only where all of them are. */
export const dimensionKey = (on: Dimensions): string =>
  `${on.fund}|${on.account}|${on.period}|${on.relatesTo}|${on.nature}|${on.source}|${on.scheme}|${on.award}|${on.provider}|${on.area}`;
