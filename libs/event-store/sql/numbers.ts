import type { Pool } from 'pg';
import { stampOf } from '../instant.js';
import type { Head } from '../port.js';

/** A timestamp as the log writes it. */
export const stampSql = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * Recorded times rise with the numbers, so a search by halves over the primary key finds the last
 * one; an index over `recorded` would cost every append.
 */
export const numberAtSql = (
  schema: string,
  table: string,
): string => `create function ${schema}.number_at(instant timestamptz) returns bigint
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  low bigint := 0;
  high bigint := coalesce((select max(number) from ${schema}.${table}), 0);
  middle bigint;
begin
  while low < high loop
    middle := low + (high - low + 1) / 2;
    if (select recorded from ${schema}.${table} where number = middle) <= instant then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end $$`;

/** The last row of a table of numbered events. */
export async function headOf(pool: Pool, table: string): Promise<Head> {
  const { rows } = await pool.query<{ number: string; recorded: string }>({
    name: `head of ${table}`,
    text: `select number, ${stampSql('recorded')} as recorded
      from ${table} order by number desc limit 1`,
  });
  const [last] = rows;
  return { number: Number(last?.number ?? 0), recorded: last?.recorded };
}

/** The last number at or before an instant, by the `number_at` of a schema. */
export async function numberAt(pool: Pool, schema: string, instant: string): Promise<number> {
  const { rows } = await pool.query<{ number: string }>({
    name: `number at, ${schema}`,
    text: `select ${schema}.number_at($1) as number`,
    values: [stampOf(instant)],
  });
  return Number(rows[0]?.number);
}

/** A place in a stream or in the log, which callers may have from elsewhere. Throws for another. */
export function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Error(`${value} is no place in the log.`);
  return value;
}
