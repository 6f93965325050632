import type { Pool } from 'pg';
import type { Entry } from './security-log.js';

/** An entry as it was written. */
export interface Written {
  readonly id: string;
  readonly at: Date;
  readonly what: Entry['what'];
  readonly person: string;
  readonly address: string | null;
  readonly request: string | null;
  readonly problem: string | null;
  readonly detail: string | null;
}

/** Which entries are asked for. */
export interface EntriesAsked {
  /** Of these people alone: what nobody signed in did is the operator's to look at. */
  readonly people: readonly string[];
  readonly what?: Entry['what'] | undefined;
  /** Those before it. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface EntriesFound {
  readonly rows: readonly Written[];
  readonly next: string | null;
}

/** Newest first. */
export async function entriesOf(
  pool: Pick<Pool, 'query'>,
  { people, what, cursor, limit }: EntriesAsked,
): Promise<EntriesFound> {
  const { rows } = await pool.query<Written>(
    `select id, at, what, person, address, request, problem, detail from security.entry
      where person = any($1) and ($2::text is null or what = $2)
        and ($3::bigint is null or id < $3) order by id desc limit $4`,
    [people, what ?? null, cursor ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
