import { formatPence, type Pence } from '#libs/money/pence.js';
import { Values } from '../entries.js';
import { within, type Finding, type Look } from './audit-test.js';

/** By what documents are alike, beside their fund, provider and amount. */
const likeness = {
  day: { said: 'e.effective::text', told: (said: string) => `on ${said}` },
  reference: { said: 'lower(e.reference)', told: (said: string) => `with the reference ${said}` },
  file: {
    said: `e.effective::text || ', ' || lower(e.reference)`,
    told: (said: string) => `in different files: ${said}`,
  },
} as const;

/** A row of a file is told by the file and its line (`rowId`): a file says what repeats in it itself. */
const inFiles = {
  rows: `e.subject ~ '^expenditure/[0-9a-f]{16}:[0-9]+$' and lower(e.reference) <> 'unknown'`,
  file: `split_part(subject, ':', 1)`,
} as const;

/**
 * Documents that may be said twice, each with the fund and the provider that it was posted to; those
 * that were reversed, or that name nobody, are left out. `among` is a condition over candidates `c`.
 */
const documents = (
  look: Look,
  by: keyof typeof likeness,
  values: Values,
  among: string,
): string => `
  candidate as (
    select e.number, e.amount, e.subject, p.stream, ${likeness[by].said} as said,
        count(*) over (partition by p.stream, e.amount, ${likeness[by].said}) as alike
      from entry e join provenance p on p.id = e.provenance
      where ${within(look, values)} and e.amount <> 0 and p.type = any(${values.at([
        ...['ExpenditureVerified', 'PaymentRecorded', 'AlignedPaymentRecorded', 'AdvancePaid'],
      ])}) ${by === 'file' ? `and ${inFiles.rows}` : ''}),
  reversed as materialized (
    select t.stream, jsonb_array_elements_text(r.more -> 'corrects') as subject
      from entry r join provenance t on t.id = r.provenance
      where t.type = 'ExpenditureReversed' and r.more ? 'corrects'
        and r.number <= ${values.at(look.moment.number)}),
  posted as (
    select c.*, (select s.fund || ' ' || s.provider from posting q join series s on s.id = q.series
          where q.number = c.number and s.provider <> 'none' limit 1) as whose
      from candidate c where ${among}
        and not exists (
          select from reversed r where r.stream = c.stream and r.subject = c.subject)),
  document as (
    select number, amount, subject, said,
        split_part(whose, ' ', 1) as fund, split_part(whose, ' ', 2) as provider
      from posted where whose is not null and said is not null
        and split_part(whose, ' ', 2) not in ('unknown', 'redacted'))`;

export async function alike(look: Look, by: keyof typeof likeness): Promise<Finding[]> {
  const values = new Values();
  const rows = await look.models.query<
    { fund: string; provider: string; amount: string; said: string; numbers: string[] }[]
  >(
    `with ${documents(look, by, values, 'c.alike > 1')}
      select fund, provider, amount, said, array_agg(number order by number) as numbers
        from document group by fund, provider, amount, said
        having count(*) > 1 ${by === 'file' ? `and count(distinct ${inFiles.file}) > 1` : ''}
        order by min(number)`,
    values.list,
  );
  return rows.map(({ fund, provider, amount, said, numbers }) => ({
    what: `${numbers.length} of ${provider}, ${formatPence(BigInt(amount))} each, ${likeness[by].told(said)}`,
    numbers: numbers.map(Number),
    fund,
    amount: BigInt(amount),
    of: { provider, by, said },
  }));
}

/** A payment as a row of a file publishes it. */
export interface PublishedPayment {
  readonly line: number;
  readonly provider: string;
  /** Its cost, as the trail has it: net and irrecoverable VAT. */
  readonly amount: Pence;
  readonly day: string;
  readonly reference: string;
}

/** A row of a file, and the log numbers of what other files say alike. */
export interface AlikeRow {
  readonly line: number;
  readonly like: readonly number[];
}

/**
 * Rows of a file, told by what its rows are called after (`rowId`), that look like payments which other
 * files have brought into a fund, by the same likeness as the saved test; in the order of their lines.
 */
export async function alikeInOtherFiles(
  look: Look & { readonly fund: string },
  file: string,
  rows: readonly PublishedPayment[],
): Promise<AlikeRow[]> {
  const values = new Values();
  const given = values.at(
    JSON.stringify(rows.map((row) => ({ ...row, amount: String(row.amount) }))),
  );
  const found = await look.models.query<{ line: number; like: string[] }[]>(
    `with given as (
        select line, provider, amount, day || ', ' || lower(reference collate "C") as said
          from jsonb_to_recordset(${given}::jsonb)
            as g (line int, provider text, amount bigint, day text, reference text)),
      ${documents(look, 'file', values, '(c.amount, c.said) in (select amount, said from given)')}
      select g.line, array_agg(d.number order by d.number) as like
        from given g join document d
          on d.provider = g.provider and d.amount = g.amount and d.said = g.said
        where d.fund = ${values.at(look.fund)} and ${inFiles.file} <> ${values.at(`expenditure/${file}`)}
        group by g.line order by g.line`,
    values.list,
  );
  return found.map(({ line, like }) => ({ line, like: like.map(Number) }));
}
