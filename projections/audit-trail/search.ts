import type { EntityManager } from 'typeorm';
import type { Pence } from '#libs/money/pence.js';
import type { Moment, Page } from '../reading/reading.js';
import { cursorBehind, direction, rowsBehind, type Behind, type Sort } from '../reading/sort.js';
import { makers } from './figures/corrects.js';
import { entriesWhere, touching, Values, type Entry } from './entries.js';

/** What is looked for; an event must meet all that is said. Lists: any of them. */
export interface Search {
  readonly fund?: string | undefined;
  readonly actor?: readonly string[] | undefined;
  readonly organisation?: readonly string[] | undefined;
  /** A part of it, whatever its case. */
  readonly authority?: string | undefined;
  readonly type?: readonly string[] | undefined;
  readonly stream?: readonly string[] | undefined;
  readonly account?: readonly string[] | undefined;
  readonly award?: readonly string[] | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly scheme?: readonly string[] | undefined;
  readonly source?: readonly string[] | undefined;
  /** Amounts are compared without their sign: a credit of 500.00 is as large as an invoice of it. */
  readonly amountFrom?: Pence | undefined;
  readonly amountTo?: Pence | undefined;
  readonly effectiveFrom?: string | undefined;
  readonly effectiveTo?: string | undefined;
  /** Days (Europe/London, both ends counted) or instants. */
  readonly recordedFrom?: string | undefined;
  readonly recordedTo?: string | undefined;
}

/** By what entries are sorted. */
export type EntrySort = 'number' | 'effective' | 'amount';

export interface Paging {
  readonly order: 'oldest' | 'newest';
  /** Instead of the order of the log. */
  readonly sort?: Sort<EntrySort> | undefined;
  /** The last entry of the page before: its number, and its value where they are sorted by one. */
  readonly after?: Behind | undefined;
  readonly limit: number;
}

export interface Found extends Page<Entry> {
  /** Numbers of later events that correct an entry of the page, by its number. */
  readonly correctedBy: ReadonlyMap<number, readonly number[]>;
}

/** A page of what is found among the events up to a moment. */
export async function searchEntries(
  models: EntityManager,
  moment: Moment,
  search: Search,
  { order, sort, after, limit }: Paging,
): Promise<Found> {
  const values = new Values();
  const conditions = conditionsOf(values, moment, search);
  const column = sort && columns[sort.by];
  if (after !== undefined) {
    // Alike in what they are sorted by, they stand in the order of the log.
    const later = `e.number ${sort || order === 'oldest' ? '>' : '<'} ${values.at(after.place)}`;
    const value =
      column && after.value !== null ? `cast(${values.at(after.value)} as ${column.type})` : null;
    conditions.push(column ? rowsBehind(column.sql, sort, value, later) : later);
  }
  const found = await entriesWhere(
    models,
    conditions.join(' and '),
    values,
    `order by ${column ? `${column.sql} ${direction(sort)} nulls last, e.number` : `e.number ${order === 'oldest' ? '' : 'desc'}`} limit ${limit + 1}`,
  );
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > limit && last ? nextAfter(last, sort) : null,
    correctedBy: await correctionsOf(models, moment, rows),
  };
}

const columns = {
  number: { sql: 'e.number', type: 'bigint' },
  effective: { sql: 'e.effective', type: 'date' },
  amount: { sql: 'e.amount', type: 'bigint' },
} as const;

function nextAfter(last: Entry, sort: Sort<EntrySort> | undefined): string {
  const place = String(last.number);
  if (!sort) return place;
  const value = last[sort.by];
  return cursorBehind({ value: value === null ? null : String(value), place });
}

function conditionsOf(values: Values, moment: Moment, search: Search): string[] {
  const upTo = values.at(moment.number);
  const conditions = [`e.number <= ${upTo}`];
  const add = (condition: string): number => conditions.push(condition);
  if (moment.effectiveOn !== null) add(`e.effective <= ${values.at(moment.effectiveOn)}`);
  if (search.fund !== undefined) add(touching(values, search.fund, upTo));
  for (const name of ['actor', 'organisation', 'type', 'stream'] as const)
    if (search[name] !== undefined) add(`p.${name} = any(${values.at(search[name])})`);
  if (search.authority !== undefined)
    add(`strpos(lower(p.authority), lower(${values.at(search.authority)})) > 0`);
  if (search.amountFrom !== undefined)
    add(`abs(e.amount) >= ${values.at(String(search.amountFrom))}`);
  if (search.amountTo !== undefined) add(`abs(e.amount) <= ${values.at(String(search.amountTo))}`);
  if (search.effectiveFrom !== undefined)
    add(`e.effective >= ${values.at(search.effectiveFrom)}::date`);
  if (search.effectiveTo !== undefined)
    add(`e.effective <= ${values.at(search.effectiveTo)}::date`);
  if (search.recordedFrom !== undefined) add(recorded('>=', values, search.recordedFrom));
  if (search.recordedTo !== undefined) add(recorded('<=', values, search.recordedTo));
  const filed = filedUnder(values, search);
  if (filed !== undefined) add(filed);
  return conditions;
}

const recorded = (compared: string, values: Values, at: string): string =>
  at.length === 10
    ? `(e.recorded at time zone 'Europe/London')::date ${compared} ${values.at(at)}::date`
    : `e.recorded ${compared} ${values.at(at)}::timestamptz`;

/** By what the event's postings are filed under, or what its facts say where it posts nothing. */
function filedUnder(values: Values, search: Search): string | undefined {
  const { account, award, provider, scheme, source } = search;
  const asked = Object.entries({ account, award, provider, scheme, source }).flatMap(
    ([name, value]) => (value === undefined ? [] : [{ name, at: values.at(value) }]),
  );
  if (asked.length === 0) return undefined;
  const fund = search.fund === undefined ? undefined : values.at(search.fund);
  const posted = `select q.number from posting q join series s on s.id = q.series
    where ${[
      ...asked.map(({ name, at }) => `s.${name} = any(${at})`),
      ...(fund === undefined ? [] : [`s.fund = ${fund}`]),
    ].join(' and ')}`;
  // No fact names an account.
  if (account !== undefined) return `e.number in (${posted})`;
  const said = `select f.number from fact f where ${asked
    .map(({ name, at }) => saidBy[name as keyof typeof saidBy](at))
    .join(' and ')}`;
  const streams =
    award === undefined
      ? ''
      : ` or p.stream in (select k || '-' || a from unnest(${values.at(award)}::text[]) a,
          unnest(array['contract', 'grant']) k)`;
  return `(e.number in (${posted} union ${said})${streams})`;
}

const saidBy = {
  account: () => 'false',
  award: (at: string) =>
    `(f.attributes ->> 'award' = any(${at}) or f.entity = 'commitment' and f.id = any(${at}))`,
  provider: (at: string) => `(f.provider = any(${at}) or f.attributes ->> 'provider' = any(${at}))`,
  scheme: (at: string) =>
    `(f.attributes ->> 'scheme' = any(${at}) or f.entity = 'scheme' and f.id = any(${at}))`,
  source: (at: string) =>
    `(f.attributes ->> 'source' = any(${at}) or f.entity = 'source' and f.id = any(${at}))`,
};

/** Which later events of the same stream correct some entries, as known at a moment. */
export async function correctionsOf(
  models: EntityManager,
  moment: Moment,
  entries: readonly Entry[],
): Promise<Map<number, number[]>> {
  const subjects = entries.filter(({ subject, type }) => subject !== null && makers.has(type));
  if (subjects.length === 0) return new Map();
  const rows = await models.query<{ number: string; by: string }[]>(
    `select a.number, e.number as by
      from unnest($1::bigint[], $2::text[], $3::text[]) as a (number, stream, subject)
      join entry e on e.more ? 'corrects' and e.more -> 'corrects' ? a.subject
        and e.number > a.number and e.number <= $4
      join provenance p on p.id = e.provenance and p.stream = a.stream
      order by 1, 2`,
    [
      subjects.map(({ number }) => number),
      subjects.map(({ stream }) => stream),
      subjects.map(({ subject }) => subject),
      moment.number,
    ],
  );
  const found = new Map<number, number[]>();
  for (const { number, by } of rows) {
    const of = found.get(Number(number)) ?? [];
    of.push(Number(by));
    found.set(Number(number), of);
  }
  return found;
}
