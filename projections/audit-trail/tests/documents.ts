import { z } from 'zod';
import { formatPence, parsePence } from '#libs/money/pence.js';
import { Amount } from '#contracts/values.js';
import { Values } from '../entries.js';
import { alike } from './alike.js';
import { auditTest, entriesOf, about, within, type Finding, type Look } from './audit-test.js';
import { gapsIn } from './gaps.js';

/** By what money is asked for, or paid where nobody asked. */
const spending = [
  ...['ExpenditureVerified', 'ExpenditureAccrued', 'AlignedCostAccrued', 'AdvancePaid'],
  ...['PaymentRecorded', 'AlignedPaymentRecorded'],
];

export const roundSums = auditTest({
  title: 'Round sums',
  definition:
    'Spending, accruals and advances whose amount is a multiple of a sum and not less than another.',
  parameters: z.strictObject({
    multiple: Amount.default('1000.00'),
    least: Amount.default('1000.00'),
  }),
  find: async (look, { multiple, least }) => {
    const found = await entriesOf(
      look,
      spending,
      (values) => `abs(e.amount) >= ${values.at(String(parsePence(least)))}::bigint
        and e.amount % greatest(${values.at(String(parsePence(multiple)))}::bigint, 1) = 0`,
    );
    return found.map((entry) =>
      about(entry, `${entry.type} of ${formatPence(entry.amount ?? 0n)} by ${entry.actor}`, {
        actor: entry.actor,
        effective: entry.effective,
        reference: entry.reference,
      }),
    );
  },
});

export const duplicates = auditTest({
  title: 'Duplicates',
  definition:
    'Two or more invoices, payments or advances of one provider and one amount in one fund that took effect on the same day, or carry the same reference; those that were reversed are left out. By `file`: published payments alike in provider, amount, day and reference that came in different files.',
  parameters: z.strictObject({
    by: z.enum(['either', 'day', 'reference', 'file']).default('either'),
  }),
  find: async (look, { by }) => {
    if (by === 'file') return alike(look, 'file');
    const days = by === 'reference' ? [] : await alike(look, 'day');
    const references = by === 'day' ? [] : await alike(look, 'reference');
    const seen = new Set(days.map(({ numbers }) => numbers.join()));
    return [...days, ...references.filter(({ numbers }) => !seen.has(numbers.join()))];
  },
});

export const gaps = auditTest({
  title: 'Gaps',
  definition:
    'Numbers that are missing between others of one series: remittances and invoices that the fund itself numbers, and on request each provider’s invoices; and instalments that came in before an earlier one of their contribution. A step of more than `most` begins another series, and references that end in a year and no number beyond 12, such as 2026-03, are taken for months, which are no series. Log numbers have no gaps, which is checked with each answer.',
  parameters: z.strictObject({
    series: z.enum(['own', 'providers']).default('own'),
    most: z.coerce.number().int().min(1).max(1000).default(20),
  }),
  find: async (look, { series, most }) => [
    ...gapsIn(await numbered(look, series), most),
    ...(await instalmentsOutOfTurn(look)),
    ...(await logNumbersMissing(look)),
  ],
});

/** Numbers 1 to the one that is asked about, each once; anything else would be a broken trail. */
async function logNumbersMissing({ models, moment }: Look): Promise<Finding[]> {
  const [row] = await models.query<{ count: string }[]>(`select entries_up_to($1) as count`, [
    moment.number,
  ]);
  const missing = moment.number - Number(row?.count ?? 0);
  return missing === 0
    ? []
    : [
        {
          what: `${missing} of the log numbers 1 to ${moment.number} are missing from the audit trail`,
          numbers: [],
          fund: 'none',
          amount: null,
          of: { series: 'log', missing },
        },
      ];
}

/** Documents with a number, in the series that they are counted in. */
async function numbered(look: Look, series: 'own' | 'providers') {
  const own = ['ExpenditurePaid', 'AdvancePaid', 'InstalmentInvoiced'];
  const theirs = ['ExpenditureVerified', 'PaymentRecorded', 'AlignedPaymentRecorded'];
  const values = new Values();
  const rows = await look.models.query<
    { number: string; series: string; fund: string; reference: string }[]
  >(
    `select e.number, e.reference, substr(p.stream, 6) as fund, ${
      series === 'own'
        ? `case p.type when 'InstalmentInvoiced' then 'invoices raised' else 'remittances' end`
        : `(select s.provider from posting q join series s on s.id = q.series
            where q.number = e.number and s.provider <> 'none' limit 1)`
    } as series
      from entry e join provenance p on p.id = e.provenance
      where ${within(look, values)} and p.type = any(${values.at(series === 'own' ? own : theirs)})
        and e.reference ~ '\\d$' order by e.number`,
    values.list,
  );
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

async function instalmentsOutOfTurn(look: Look): Promise<Finding[]> {
  const values = new Values();
  const rows = await look.models.query<
    {
      number: string;
      fund: string;
      instalment: string;
      due: string;
      missing: string;
      since: string;
    }[]
  >(
    `with instalment as (
        select distinct on (f.fund, f.id) f.fund, f.id, f.attributes ->> 'contribution' as contribution,
            f.attributes ->> 'due' as due, f.attributes ->> 'open' as open
          from fact f where f.entity = 'instalment' and f.number <= ${values.at(look.moment.number)}
            and f.attributes ? 'due' order by f.fund, f.id, f.number desc),
      receipt as (
        select e.number, f.fund, f.attributes ->> 'instalment' as id
          from fact f join entry e on e.number = f.number join provenance p on p.id = e.provenance
          where f.entity = 'receipt' and ${within(look, values)})
    select r.number, r.fund, r.id as instalment, i.due, m.id as missing, m.due as since
      from receipt r join instalment i on i.fund = r.fund and i.id = r.id
        join instalment m on m.fund = i.fund and m.contribution = i.contribution and m.due < i.due
          and m.open = 'true'
      where not exists (select from receipt o where o.fund = m.fund and o.id = m.id)
      order by 1, 5`,
    values.list,
  );
  return rows.map(({ number, fund, instalment, due, missing, since }) => ({
    what: `${instalment} (due ${due}) came in, and ${missing} (due ${since}) has not`,
    numbers: [Number(number)],
    fund,
    amount: null,
    of: { series: 'instalments', instalment, missing },
  }));
}
