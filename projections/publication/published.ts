import type { EntityManager } from 'typeorm';
import type { PublishedLine } from '#contracts/events/fund/publication.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { Moment } from '../reading/reading.js';

/** What somebody looks for in what was published. */
export interface Search {
  readonly fund: string;
  readonly publication?: string | undefined;
  readonly kind?: PublishedLine['kind'] | undefined;
  /** A recipient's identifier. */
  readonly provider?: string | undefined;
  /** Words of the recipient, the title or the purpose. */
  readonly words?: string | undefined;
}

/** Of what was found, the part behind a cursor. */
export interface Part {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface ShownLine extends PublishedLine {
  /** `<fund>/<publication>/<place in it>`. */
  readonly id: string;
  readonly publication: string;
  /** The event that made it public. */
  readonly number: number;
}

export interface Found {
  readonly rows: readonly ShownLine[];
  readonly next: string | null;
  readonly count: number;
  /** Of all that was found: payments, and what awards gained or lost. */
  readonly paid: Pence;
  readonly promised: Pence;
}

interface Row {
  readonly id: string;
  readonly number: string;
  readonly made: string;
  readonly attributes: PublishedLine & { readonly publication: string };
}

/** Published lines, latest publication first, within it in its own order. */
export async function publishedLines(
  models: EntityManager,
  { number, day }: Moment,
  { fund, publication, kind, provider, words }: Search,
  { cursor, limit }: Part,
): Promise<Found> {
  const values: unknown[] = [number, day, fund];
  const conditions = [`entity = 'published-line'`, 'number <= $1', 'effective <= $2', 'fund = $3'];
  const and = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (publication !== undefined) and((at) => `attributes ->> 'publication' = ${at}`, publication);
  if (kind !== undefined) and((at) => `attributes ->> 'kind' = ${at}`, kind);
  if (provider !== undefined) and((at) => `attributes ->> 'provider' = ${at}`, provider);
  if (words !== undefined)
    and(
      (at) => `strpos(lower(concat_ws(' ', attributes ->> 'recipient', attributes ->> 'title',
        attributes ->> 'purpose', attributes ->> 'provider')), lower(${at})) > 0`,
      words,
    );
  const [all] = await models.query<{ count: string; paid: string; promised: string }[]>(
    `select count(*) as count, ${sumOf('=')} as paid, ${sumOf('<>')} as promised
      from fact where ${conditions.join(' and ')}`,
    values,
  );
  const after = cursor === undefined ? undefined : /^(\d+)-(\S+)$/.exec(cursor);
  let behind = '';
  if (after) {
    values.push(Number(after[1]), after[2]);
    const [at, id] = [`$${values.length - 1}`, `$${values.length}`];
    behind = `where (made < ${at} or made = ${at} and id > ${id})`;
  }
  values.push(limit + 1);
  // A long publication is recorded in several events: its lines stay together, the first one first.
  const rows = await models.query<Row[]>(
    `select id, number, made, attributes from (
        select id, number, attributes,
            max(number) over (partition by attributes ->> 'publication') as made
          from fact where ${conditions.join(' and ')}) found
      ${behind} order by made desc, id limit $${values.length}`,
    values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({ id: row.id, number: Number(row.number), ...row.attributes })),
    next: rows.length > limit && last ? `${last.made}-${last.id}` : null,
    count: Number(all?.count ?? 0),
    paid: parsePence(all?.paid ?? '0.00'),
    promised: parsePence(all?.promised ?? '0.00'),
  };
}

const sumOf = (test: '=' | '<>'): string =>
  `coalesce(sum((attributes ->> 'amount')::numeric)
    filter (where attributes ->> 'kind' ${test} 'payment'), 0)::numeric(20, 2)::text`;
