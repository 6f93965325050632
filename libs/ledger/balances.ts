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
  /** Parts and groups that were asked for: many figures rest on the same. */
  readonly #known = new Map<string, unknown>();

  constructor(readonly rows: readonly Balance[]) {}

  /** Adds up postings as they stand: those of a dry run, or all, where there is no read model. */
  static of(postings: Iterable<{ readonly on: Dimensions; readonly pence: Pence }>): Balances {
    const sums = new Map<string, Balance & { pence: Pence }>();
    for (const { on, pence } of postings) {
      const key = dimensionKey(on);
      const sum = sums.get(key);
      if (sum) sum.pence += pence;
      else sums.set(key, { ...on, year: yearOf(on.period), pence });
    }
    return new Balances([...sums.values()]);
  }

  /**
   * Sums by the keys of their dimensions, as they are read where there are thousands: one text each.
   * Several of a key are added up.
   */
  static keyed(sums: Iterable<readonly [key: string, pence: Pence]>): Balances {
    const byKey = new Map<string, Balance & { pence: Pence }>();
    const known: Known = { accounts: new Map(), years: new Map() };
    for (const [key, pence] of sums) {
      const sum = byKey.get(key);
      if (sum) sum.pence += pence;
      else byKey.set(key, balanceOf(key, pence, known));
    }
    return new Balances([...byKey.values()]);
  }

  /** These balances and some postings more. */
  and(postings: Iterable<{ readonly on: Dimensions; readonly pence: Pence }>): Balances {
    return Balances.of([...this.rows.map((row) => ({ on: row, pence: row.pence })), ...postings]);
  }

  where(asked: Asked): Balances {
    return this.#once(`where ${JSON.stringify(asked)}`, () => this.#part(asked));
  }

  #part(asked: Asked): Balances {
    const tests = (Object.entries(asked) as [Dimension, string | readonly string[]][]).map(
      ([name, value]) => [name, [value].flat()] as const,
    );
    // What has one value is at hand, and leaves less for the other tests.
    const [first] = tests.filter(([, values]) => values.length === 1);
    const begun = first ? this.#by(first[0]).get(first[1][0] ?? '') : this.rows;
    return new Balances(
      tests
        .filter((test) => test !== first)
        .reduce<readonly Balance[]>((rows, [name, values]) => {
          const wanted = new Set(values);
          return rows.filter((row) => wanted.has(row[name]));
        }, begun ?? []),
    );
  }

  /** Rows by the values of one dimension. */
  #by(name: Dimension): ReadonlyMap<string, readonly Balance[]> {
    return this.#once(`values of ${name}`, () => byValue(this.rows, name));
  }

  sum(asked: Asked = {}): Pence {
    return sumPence(this.where(asked).rows.map((row) => row.pence));
  }

  /** The sum of one account, of all there is in it. */
  inAccount(account: string): Pence {
    return this.#once(`in ${account}`, () =>
      sumPence((this.#by('account').get(account) ?? []).map(({ pence }) => pence)),
    );
  }

  /** Balances by some of their dimensions, in code-point order of these. */
  groupBy<Name extends Dimension>(...names: readonly Name[]): readonly Group<Name>[] {
    return this.#once(`by ${names.join()}`, () => this.#groups(names));
  }

  #groups<Name extends Dimension>(names: readonly Name[]): Group<Name>[] {
    const [first, ...others] = names;
    let parts: { readonly values: readonly string[]; readonly rows: readonly Balance[] }[] =
      first === undefined
        ? [{ values: [], rows: this.rows }].filter(({ rows }) => rows.length > 0)
        : [...this.#by(first)].map(([value, rows]) => ({ values: [value], rows }));
    for (const name of others)
      parts = parts.flatMap(({ values, rows }) =>
        [...byValue(rows, name)].map(([value, of]) => ({ values: [...values, value], rows: of })),
      );
    return parts
      .map(({ values, rows }) => ({ key: values.join('\n'), values, rows }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ values, rows }) => ({
        key: Object.fromEntries(names.map((name, place) => [name, values[place] ?? ''])) as Record<
          Name,
          string
        >,
        balances: new Balances(rows),
      }));
  }

  #once<Answer>(question: string, answer: () => Answer): Answer {
    const there = this.#known.get(question) as Answer | undefined;
    if (there !== undefined) return there;
    const found = answer();
    this.#known.set(question, found);
    return found;
  }
}

function byValue(rows: readonly Balance[], name: Dimension): Map<string, Balance[]> {
  const found = new Map<string, Balance[]>();
  for (const row of rows) {
    const of = found.get(row[name]);
    if (of) of.push(row);
    else found.set(row[name], [row]);
  }
  return found;
}

/** The dimensions as one text, equal only where all of them are. */
export const dimensionKey = (on: Dimensions): string =>
  `${on.fund}|${on.account}|${on.period}|${on.relatesTo}|${on.nature}|${on.source}|${on.scheme}|${on.award}|${on.provider}|${on.area}`;

/** Accounts, and the years of periods, that were met before. */
interface Known {
  readonly accounts: Map<string, string>;
  readonly years: Map<string, string>;
}

/** The dimensions that `dimensionKey` made a text of: no value of one has a stroke in it. */
function balanceOf(key: string, pence: Pence, { accounts, years }: Known): Balance {
  const [
    fund = '',
    named = '',
    period = '',
    relatesTo = '',
    nature = '',
    source = '',
    scheme = '',
    award = '',
    provider = '',
    area = '',
  ] = key.split('|');
  // One text for each: figures look for accounts and years among thousands of rows.
  const account = accounts.get(named) ?? named;
  accounts.set(account, account);
  const year = years.get(period) ?? yearOf(period);
  years.set(period, year);
  return {
    fund,
    account,
    period,
    relatesTo,
    nature,
    source,
    scheme,
    award,
    provider,
    area,
    year,
    pence,
  } as Balance;
}
