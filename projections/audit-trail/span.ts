import type { EntityManager } from 'typeorm';
import type { Moment } from '../reading/reading.js';
import { touching, Values } from './entries.js';

/** How far a fund's history reaches, and where a log number stands in it. Days are effective days. */
export interface Span {
  readonly first: number;
  readonly last: number;
  readonly earliest: string;
  readonly latest: string;
  /** The fund's own last event at the number or before it, and its neighbours; null where there is none. */
  readonly at: number | null;
  readonly before: number | null;
  readonly after: number | null;
}

interface Row {
  readonly first: string | null;
  readonly last: string;
  readonly earliest: string;
  readonly latest: string;
  readonly at: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** Undefined where, up to the end, nothing touches the fund. */
export async function spanOf(
  models: EntityManager,
  end: Moment,
  fund: string,
  number: number,
): Promise<Span | undefined> {
  const values = new Values();
  const upTo = values.at(end.number);
  const here = values.at(number);
  const [row] = await models.query<Row[]>(
    `with own as materialized (
        select e.number, e.effective from entry e join provenance p on p.id = e.provenance
          where e.number <= ${upTo} and ${touching(values, fund, upTo)}),
      stand as (select max(number) filter (where number <= ${here}) as at from own)
      select min(own.number) as first, max(own.number) as last, min(stand.at) as at,
        min(own.effective)::text as earliest, max(own.effective)::text as latest,
        max(own.number) filter (where own.number < stand.at) as before,
        min(own.number) filter (where own.number > ${here}) as after
        from own cross join stand`,
    values.list,
  );
  if (row?.first === undefined || row.first === null) return undefined;
  const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
  return {
    ...{ first: Number(row.first), last: Number(row.last) },
    ...{ earliest: row.earliest, latest: row.latest },
    ...{ at: numberOf(row.at), before: numberOf(row.before), after: numberOf(row.after) },
  };
}
