import type { EntityManager } from 'typeorm';
import { escapeLiteral } from 'pg';
import type { Asked } from '#libs/ledger/balances.js';
import { none } from '#libs/ledger/posting.js';
import type { Viewer } from './viewer.js';

/*
 * What somebody sees, said in code with every question: each table is asked for the viewer's own rows
 * and no other. PostgreSQL says it once more by row-level security (projections/runner/policies.ts);
 * either alone suffices, so that neither a policy that is missing nor a role that it does not bind, nor
 * a mistake here, shows what it should not. Both ask `visible` what belongs to whom.
 */

/** Lets every question of this transaction ask for the viewer's own rows. */
export function askForOwnRows(models: EntityManager, viewer: Viewer | undefined): void {
  const runner = models.queryRunner;
  if (!runner) throw new Error('questions are asked within a transaction');
  const own = viewer?.everything ? ofSeries : ownTables(viewer);
  const ask = runner.query.bind(runner);
  runner.query = (query: string, ...more: [unknown[]?]) => ask(beginningWith(own, query), ...more);
}

/** What is no question (COMMIT) is left as it is. */
function beginningWith(own: string, query: string): string {
  const [, with_ = '', rest = ''] = /^\s*(with\b)?([\s\S]*)$/i.exec(query) ?? [];
  if (with_ !== '') return `with ${own},${rest}`;
  return /^\s*select\b/i.test(query) ? `with ${own} ${query}` : query;
}

/**
 * Postings for a question that comes to them through its own series and in no other way: whose they are
 * has been asked of the series then, and thousands of them are not asked it again. The policies ask it of
 * each. Whoever reads them under this name joins them to `series`.
 */
const ofSeries =
  'posting_of_series as not materialized (select series, number, line, effective, pence, running from posting)';

/** Tables of the viewer's own rows, each under the name of the table that it is of. */
function ownTables(viewer: Viewer | undefined): string {
  const { funds, sources } = viewer ?? {};
  const whole = isOneOf('fund', funds);
  const line = ownLines(viewer);
  const money = isOneOf(`fund || ' ' || source`, sources);
  const belongs = (what: string): string =>
    viewer === undefined ? 'false' : `${what} in (select what from belonging)`;
  const rows: Readonly<Record<string, string>> = {
    series: `${whole} or ${line} or ${money}`,
    posting: 'exists (select from series own where own.id = posting.series)',
    fact: `${whole} or (fund <> ${escapeLiteral(none)} and ${line})
      or ${belongs('belongs_to(entity, id, fund)')}`,
    awaited: 'false',
    provenance: `case when stream like 'fund-%' then ${isOneOf('substr(stream, 6)', funds)}
      else ${belongs('stream_visible(stream)')} end`,
    entry: 'exists (select from provenance own where own.id = entry.provenance)',
  };
  const tables = Object.entries(rows).map(
    ([table, own]) => `${table} as not materialized (select * from ${table} where ${own})`,
  );
  // Worked out once, however many tables of a question ask for it.
  return [ofSeries, 'belonging as materialized (select visible() as what)', ...tables].join(', ');
}

const ownLines = ({ providers, within }: Viewer = {}): string =>
  `(${isOneOf('provider', providers)}${within ? ` and ${isOneOf('fund', within)}` : ''})`;

const isOneOf = (what: string, values: readonly string[] = []): string =>
  values.length === 0 ? 'false' : `${what} in (${values.map(escapeLiteral).join(', ')})`;

/** Whether a viewer sees every line that a question about balances is about: else its sum is of a part. */
export function seesAllOf(
  { everything, funds = [], providers = [], within, sources = [] }: Viewer,
  asked: Asked,
): boolean {
  const of = (name: 'fund' | 'provider' | 'source'): readonly string[] =>
    [asked[name] ?? []].flat();
  const all = (values: readonly string[], known: readonly string[]): boolean =>
    values.length > 0 && values.every((value) => known.includes(value));
  const money = of('fund').flatMap((fund) => of('source').map((source) => `${fund} ${source}`));
  return (
    everything === true ||
    all(of('fund'), funds) ||
    (all(of('provider'), providers) && (within === undefined || all(of('fund'), within))) ||
    all(money, sources)
  );
}
