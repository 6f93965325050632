import type { EntityManager } from 'typeorm';
import { idOf, kindOf } from '#contracts/events/all.js';
import type { Pence } from '#libs/money/pence.js';
import type { Judged } from './figures/judged.js';
import type { Provenance } from './provenances.js';
import type { More } from './rows.js';

/** One event as the audit trail has it. Its postings and facts are joined by number. */
export interface Entry extends Provenance {
  readonly number: number;
  readonly revision: number;
  readonly effective: string;
  /** UTC with microseconds. */
  readonly recorded: string;
  /** As `figures/amount.ts` defines it; null where the event has none. */
  readonly amount: Pence | null;
  /** What it is about, where a later event of its stream may correct it. */
  readonly subject: string | null;
  readonly reference: string | null;
  readonly funds: readonly string[];
  /** Subjects of its stream. */
  readonly corrects: readonly string[];
  readonly judged: Judged | null;
}

interface Row extends Provenance {
  readonly number: string;
  readonly revision: number;
  readonly effective: string;
  readonly recorded: string;
  readonly amount: string | null;
  readonly subject: string | null;
  readonly reference: string | null;
  readonly more: More | null;
}

/** Values of a query in the order of their places; `at` puts one in and says its place. */
export class Values {
  readonly list: unknown[] = [];
  at(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/**
 * Entries by a condition over `e` (entry) and `p` (provenance), in the order of the log or from its
 * end. `tail` says how many.
 */
export async function entriesWhere(
  models: EntityManager,
  condition: string,
  values: Values,
  tail = 'order by e.number',
): Promise<Entry[]> {
  const rows = await models.query<Row[]>(
    `select e.number, e.revision, e.effective::text, e.amount, e.subject, e.reference, e.more,
        to_char(e.recorded at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded,
        p.stream, p.type, p.version, p.actor, p.organisation, p.authority, p.client
      from entry e join provenance p on p.id = e.provenance
      where ${condition} ${tail}`,
    values.list,
  );
  return rows.map(entryOf);
}

const entryOf = ({ more, ...row }: Row): Entry => ({
  ...row,
  number: Number(row.number),
  amount: row.amount === null ? null : BigInt(row.amount),
  funds: kindOf(row.stream) === 'fund' ? [idOf(row.stream)] : (more?.funds ?? []),
  corrects: more?.corrects ?? [],
  judged: more?.judged ?? null,
});

/** Entries of a fund's own stream, and of streams that touch it. */
export function touching(values: Values, fund: string, upTo: string): string {
  const own = values.at(`fund-${fund}`);
  return `(p.stream = ${own} or p.stream in (
    select t.stream from entry x join provenance t on t.id = x.provenance
      where t.stream not like 'fund-%' and x.number <= ${upTo}
        and x.more ? 'funds' and x.more -> 'funds' ? ${values.at(fund)}))`;
}
