import type { EntityManager } from 'typeorm';
import type { PublishedLine } from '#contracts/events/fund/publication.js';
import { unknown as notKnown } from '#contracts/values.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { unnamedProviders } from '../fund-health/figures/concentration.js';
import type { Moment, PublishedSum } from '../reading/reading.js';
import { linesAt } from './lines-at.js';

/** What somebody looks for in what was published: over all funds, or in one. */
export interface Search {
  readonly fund?: string | undefined;
  readonly publication?: string | undefined;
  readonly kinds?: readonly PublishedLine['kind'][] | undefined;
  /** A recipient's identifier; `unknown`: redacted, or nobody knows it. */
  readonly provider?: string | undefined;
  /** `unknown`: not said. The same of those that follow. */
  readonly year?: string | undefined;
  readonly area?: string | undefined;
  readonly vcse?: string | undefined;
  /** Of awards that last from and to one of these days. */
  readonly lasting?: readonly Pick<PublishedSum, 'start' | 'end'>[] | undefined;
  /** Words of the recipient, the title or the purpose. */
  readonly words?: string | undefined;
}

/** Of what was found, the part behind a cursor. */
export interface Part {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface ShownLine extends PublishedLine {
  readonly fund: string;
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
  readonly fund: string;
  readonly number: string;
  readonly made: string;
  readonly attributes: PublishedLine & { readonly publication: string };
}

/** Published lines, latest publication first, within it in its own order. */
export async function publishedLines(
  models: EntityManager,
  { number, day }: Moment,
  { fund, publication, kinds, provider, year, area, vcse, lasting, words }: Search,
  { cursor, limit }: Part,
): Promise<Found> {
  const values: unknown[] = [number, day];
  const conditions = ['true'];
  const and = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (fund !== undefined) and((at) => `fund = ${at}`, fund);
  if (publication !== undefined) and((at) => `attributes ->> 'publication' = ${at}`, publication);
  if (kinds !== undefined) and((at) => `attributes ->> 'kind' = any(${at})`, kinds);
  if (provider !== undefined)
    and(
      (at) => `coalesce(attributes ->> 'provider', '${notKnown}') = any(${at})`,
      provider === notKnown ? unnamedProviders : [provider],
    );
  for (const [name, value] of Object.entries({ year, area, vcse }))
    if (value !== undefined)
      and((at) => `coalesce(attributes ->> '${name}', '${notKnown}') = ${at}`, value);
  if (lasting !== undefined)
    and(
      (at) => `attributes ->> 'kind' <> 'payment' and (coalesce(begins, ''), coalesce(ends, '')) in
        (select coalesce(start, ''), coalesce("end", '')
          from jsonb_to_recordset(${at}) as asked(start text, "end" text))`,
      JSON.stringify(lasting),
    );
  if (words !== undefined)
    and(
      (at) => `strpos(lower(concat_ws(' ', attributes ->> 'recipient', attributes ->> 'title',
        attributes ->> 'purpose', attributes ->> 'provider')), lower(${at})) > 0`,
      words,
    );
  const [all] = await models.query<{ count: string; paid: string; promised: string }[]>(
    `select count(*) as count, ${sumOf('=')} as paid, ${sumOf('<>')} as promised
      from ${linesAt} where ${conditions.join(' and ')}`,
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
    `select id, fund, number, made, attributes from (
        select id, fund, number, attributes,
            max(number) over (partition by fund, attributes ->> 'publication') as made
          from ${linesAt} where ${conditions.join(' and ')}) found
      ${behind} order by made desc, id limit $${values.length}`,
    values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ id, fund: of, number: at, attributes }) => ({
      ...{ id, fund: of, number: Number(at) },
      ...attributes,
    })),
    next: rows.length > limit && last ? `${last.made}-${last.id}` : null,
    count: Number(all?.count ?? 0),
    paid: parsePence(all?.paid ?? '0.00'),
    promised: parsePence(all?.promised ?? '0.00'),
  };
}

const sumOf = (test: '=' | '<>'): string =>
  `coalesce(sum((attributes ->> 'amount')::numeric)
    filter (where attributes ->> 'kind' ${test} 'payment'), 0)::numeric(20, 2)::text`;
