import type { EntityManager } from 'typeorm';

/**
 * Something that was recorded: what it is where its stream is seen, and else its number alone, of which
 * a line or a fact is seen.
 */
export interface Change {
  readonly number: number;
  readonly stream: string | null;
  readonly type: string | null;
  readonly effective: string | null;
  readonly recorded: string | null;
}

/** How many numbers of the log are looked through at a time. */
export const changesAtOnce = 1_000;

/**
 * What of the numbers after one, up to another, the viewer sees anything of, in the order of the log. The
 * rows are those that the policies show: of what somebody sees no row, they learn nothing.
 */
export async function changesBetween(
  models: EntityManager,
  after: number,
  upTo: number,
): Promise<Change[]> {
  const rows = await models.query<(Omit<Change, 'number'> & { readonly number: string })[]>(
    `select n.number, p.stream, p.type, e.effective::text,
        to_char(e.recorded at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded
      from (select number from entry where number > $1 and number <= $2
        union select number from fact where number > $1 and number <= $2
        union select number from posting where number > $1 and number <= $2) n
      left join entry e on e.number = n.number
      left join provenance p on p.id = e.provenance
      order by n.number`,
    [after, upTo],
  );
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}
