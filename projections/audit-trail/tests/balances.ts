import { z } from 'zod';
import { yearOf } from '#contracts/financial-year.js';
import { Day } from '#contracts/values.js';
import { formatPence } from '#libs/money/pence.js';
import { Values } from '../entries.js';
import { auditTest } from './audit-test.js';

/** Who owes on each of these accounts, or is owed. */
const kinds: Readonly<Record<string, string>> = {
  'cash:debtor:due': 'debtor',
  'cash:debtor:invoiced': 'debtor',
  'cash:creditor': 'creditor',
  'cash:creditor:retained': 'creditor',
  'cash:paid-in-advance': 'paid in advance',
  'cash:vat-recoverable': 'debtor',
  'cash:returnable': 'creditor',
  'cash:settlement': 'settlement',
};
const numbersMax = 1_000;

/** 31 March of the year that a day is in, or the last one before. */
function lastYearEnd(day: string): string {
  const start = Number(yearOf(day.slice(0, 7)).slice(0, 4));
  return day.slice(5) === '03-31' ? day : `${start}-03-31`;
}

export const debtorsAndCreditors = auditTest({
  title: 'Debtors and creditors at the year-end',
  definition:
    'What partners, funders and providers owe the fund or are owed on a day, 31 March if not said: postings that took effect by the day and count in a month up to it, by account and by whose they are; recoverable VAT is the host’s, who bought. Debtors above zero, creditors below. At most the last 1,000 events of each are named.',
  parameters: z.strictObject({ day: Day.optional() }),
  find: async ({ models, moment, fund }, { day = lastYearEnd(moment.day) }) => {
    const values = new Values();
    const on = moment.effectiveOn !== null && moment.effectiveOn < day ? moment.effectiveOn : day;
    const rows = await models.query<
      {
        fund: string;
        account: string;
        whose: string;
        pence: string;
        numbers: string[];
        count: string;
      }[]
    >(
      `select s.fund, s.account, case when s.account = 'cash:vat-recoverable'
            then coalesce(host.id, s.provider) when s.provider = 'none' then s.source else s.provider end as whose,
          sum(q.pence) as pence, count(distinct q.number) as count,
          (array_agg(distinct q.number order by q.number desc))[1:${numbersMax}] as numbers
        from posting q join series s on s.id = q.series
          left join lateral (
            select f.attributes ->> 'host' as id from fact f
              where f.entity = 'fund' and f.id = s.fund and f.attributes ? 'host'
                and f.number <= ${values.at(moment.number)}
              order by f.number desc, f.line desc limit 1) host on true
        where q.number <= ${values.at(moment.number)} and q.effective <= ${values.at(on)}::date
          and left(s.period, 7) <= left(${values.at(on)}, 7)
          and s.account = any(${values.at(Object.keys(kinds))})
          ${fund === undefined ? '' : `and s.fund = ${values.at(fund)}`}
        group by 1, 2, 3 having sum(q.pence) <> 0 order by 1, 2, 3`,
      values.list,
    );
    return rows.map((row) => ({
      what: `${kinds[row.account] ?? ''}: ${row.whose}, ${formatPence(BigInt(row.pence))} on ${on} (${row.account})`,
      numbers: row.numbers.map(Number).sort((a, b) => a - b),
      fund: row.fund,
      amount: BigInt(row.pence),
      of: {
        kind: kinds[row.account] ?? '',
        account: row.account,
        whose: row.whose,
        day: on,
        events: Number(row.count),
      },
    }));
  },
});
