import type { EntityManager } from 'typeorm';
import { Balances, type Asked, type Dimension } from '#libs/ledger/balances.js';
import type { Entity } from '#libs/ledger/fact-types.js';
import { none } from '#libs/ledger/posting.js';
import type { Pence } from '#libs/money/pence.js';
import { daysAfter } from '#contracts/calendar.js';
import { monthOf } from '#contracts/financial-year.js';
import { unknown } from '#contracts/values.js';
import type { Moment, Sum } from './reading.js';
import { refuse } from './refused.js';
import { columns } from './columns.js';

/**
 * Balances as they are kept: by every dimension. A fund has thousands, so they are read as one text, a
 * line each: as rows with a column for each dimension they would take several times as long to read.
 */
export async function balancesOf(
  models: EntityManager,
  moment: Moment,
  asked: Asked,
): Promise<Balances> {
  const { from, values } = seriesAt(moment, asked);
  const [found] = await models.query<{ lines: string | null }[]>(
    `select string_agg(s.key || ' ' || t.pence, e'\\n') as lines ${from}`,
    values,
  );
  // Added up here: almost every series is a balance by itself, and PostgreSQL would sort them all.
  return Balances.keyed((found?.lines ?? '').split('\n').filter(Boolean).map(keyAndPence));
}

/** Of a line `<key of a series> <pence>`: the key of a series ends with its month. */
function keyAndPence(line: string): readonly [string, Pence] {
  const month = line.lastIndexOf('|');
  return [line.slice(0, month), BigInt(line.slice(line.indexOf(' ', month)))];
}

/** Sums by some dimensions, in code-point order of these, of whatever is asked about. */
export async function sumsOf(
  models: EntityManager,
  moment: Moment,
  by: readonly Dimension[],
  asked: Asked,
): Promise<Sum[]> {
  const { from, values } = seriesAt(moment, asked);
  const places = by.map((_, place) => place + 1).join();
  const rows = await models.query<(Record<string, string> & { pence: string })[]>(
    `select ${by.map(named).join()}, sum(t.pence) as pence ${from}
      group by ${places} order by ${places}`,
    values,
  );
  return rows.map((row) => ({ ...row, pence: BigInt(row.pence) }));
}

/** Years of a fund in which a balance is not nought: of each, the first that is found says so. */
export async function yearsOf(
  models: EntityManager,
  moment: Moment,
  fund: string,
): Promise<string[]> {
  const { from, values } = seriesAt(moment, { fund });
  const rows = await models.query<{ year: string }[]>(
    `select y.year from (select distinct year from series where fund = $${values.length}) y
      where exists (select ${from} and s.year = y.year) order by 1`,
    values,
  );
  return rows.map(({ year }) => year);
}

const named = (name: Dimension): string => `s.${columns[name]} as "${name}"`;

/**
 * Series (`s`) of what is asked about, each with its total at the moment (`t.pence`), where that is not
 * nought: the running total of its last posting at or before the number; in a month that the day asked
 * about does not end, the postings of the days up to it. Series are the viewer's own, so that what is
 * asked of each need not be looked at once more (own-rows.ts).
 */
function seriesAt(
  { number, effectiveOn }: Moment,
  asked: Asked,
): { readonly from: string; readonly values: readonly unknown[] } {
  const values: unknown[] =
    effectiveOn === null
      ? [number]
      : [number, effectiveOn, monthOf(effectiveOn), monthOf(daysAfter(effectiveOn, 1))];
  const conditions = Object.entries(asked).map(([name, value]) => {
    values.push(value);
    const column = `s.${columns[name as Dimension]}`;
    return typeof value === 'string'
      ? `and ${column} = $${values.length}`
      : `and ${column} = any($${values.length})`;
  });
  return {
    values,
    from: `from series s cross join lateral (
        ${
          effectiveOn === null
            ? lastRunning
            : `select case when s.month < $4 then (${lastRunning}) else (
                select sum(p.pence) from posting_of_series p
                  where p.series = s.id and p.number <= $1 and p.effective <= $2::date) end as pence`
        }) t
      where t.pence <> 0 ${effectiveOn === null ? '' : 'and s.month <= $3'}
        ${conditions.join(' ')}`,
  };
}

const lastRunning = `select p.running as pence from posting_of_series p
  where p.series = s.id and p.number <= $1 order by p.number desc, p.line desc limit 1`;

/** What a dimension is called where it is a fact of its own. */
const entities: Readonly<Partial<Record<Dimension, readonly Entity[]>>> = {
  fund: ['fund'],
  source: ['source'],
  scheme: ['scheme'],
  award: ['award', 'commitment'],
  provider: ['organisation'],
  area: ['area'],
};

/**
 * Refuses a question about what nobody had heard of by then: nothing was posted under it and no fact
 * names it. An answer of nothing would read as a balance of nothing.
 */
export async function refuseUnheardOf(
  models: EntityManager,
  { number }: Moment,
  asked: Asked,
): Promise<void> {
  for (const [name, facts] of Object.entries(entities)) {
    const value = asked[name as Dimension];
    const ids = [value ?? []].flat().filter((id) => id !== none && id !== unknown);
    if (ids.length === 0) continue;
    const [missing] = await models.query<{ id: string }[]>(
      `select named.id from unnest($1::text[]) as named(id)
        where not exists (select from series s where s.${columns[name as Dimension]} = named.id
            and exists (select from posting p where p.series = s.id and p.number <= $2))
          and not exists (select from fact f
            where f.entity = any($3) and f.id = named.id and f.number <= $2)`,
      [ids, number, facts],
    );
    if (missing)
      throw refuse('not-found', {
        ...{ what: name, id: missing.id, where: `the ledger as known at ${number}` },
      });
  }
}
