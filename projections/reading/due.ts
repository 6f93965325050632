import type { EntityManager } from 'typeorm';
import type { DueFacts, DueKind } from '#libs/ledger/facts/due.js';

/** Something that falls due and is not done yet. */
export interface DueItem {
  /** Identifies what falls due, for ever. */
  readonly key: string;
  readonly what: DueKind;
  readonly at: string;
  readonly kind: string;
  readonly id: string;
  readonly ref: string;
  /** Whose it is; `none` where it belongs to no one fund. */
  readonly fund: string;
}

/** The place of an item in the log, after which the next page begins. */
export interface DueCursor {
  readonly number: number;
  readonly line: number;
}

export interface DuePage {
  readonly items: readonly DueItem[];
  readonly next: DueCursor | undefined;
}

interface Row {
  readonly id: string;
  readonly fund: string;
  readonly number: string;
  readonly line: number;
  readonly attributes: DueFacts['due'];
}

const perPage = 500;

/**
 * What is open and has come by now, in the order of the log; items of the kinds in `early` whether
 * or not their time has come. It looks at what is open alone (`awaited`), so that it costs the same
 * however much has been done. Days are compared with days, instants with instants.
 */
export async function duePage(
  models: EntityManager,
  now: { readonly instant: string; readonly day: string },
  early: readonly DueKind[],
  after: DueCursor = { number: 0, line: 0 },
): Promise<DuePage> {
  const rows = await models.query<Row[]>(
    `select f.id, f.fund, f.number, f.line, f.attributes from awaited f
      where (f.number, f.line) > ($4, $5)
        and (f.attributes ->> 'what' = any($3) or (f.attributes ->> 'at') collate "C"
          <= case length(f.attributes ->> 'at') when 10 then $2 else $1 end)
      order by f.number, f.line limit ${perPage}`,
    [now.instant, now.day, early, after.number, after.line],
  );
  const last = rows.at(-1);
  return {
    items: rows.map(({ id: key, fund, attributes: { what, at, kind, id, ref } }) => ({
      ...{ key, what, at, kind, id, ref, fund },
    })),
    next:
      last && rows.length === perPage
        ? { number: Number(last.number), line: last.line }
        : undefined,
  };
}
