import { z } from 'zod';
import { formatPence } from '#libs/money/pence.js';
import { Values } from '../entries.js';
import { auditTest, entriesOf, about, within, type Finding, type Look } from './audit-test.js';

interface CostRow {
  readonly number: string;
  readonly fund: string;
  readonly type: string;
  readonly period: string;
  readonly relatesTo: string;
  readonly year: string;
  readonly effective: string;
  readonly recorded: string;
  readonly pence: string;
}

/** Cost and income as they count in the cash book. Contributions count when they are due, and are not asked about. */
const counting = ['cash:expenditure', 'cash:expenditure:in-kind', 'cash:income:other'];

async function costs(look: Look, condition: string): Promise<Finding[]> {
  const values = new Values();
  const rows = await look.models.query<CostRow[]>(
    `select q.number, s.fund, p.type, s.period, s.relates_to as "relatesTo", s.year,
        q.effective::text, (e.recorded at time zone 'Europe/London')::date::text as recorded,
        sum(q.pence) as pence
      from posting q join series s on s.id = q.series
        join entry e on e.number = q.number join provenance p on p.id = e.provenance
      where ${within(look, values)} and s.account = any(${values.at(counting)}) and ${condition}
      group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(q.pence) <> 0 order by 1, 4, 5`,
    values.list,
  );
  return rows.map(
    ({ number, fund, type, period, relatesTo, year, effective, recorded, pence }) => ({
      what: `${type} of ${formatPence(BigInt(pence))}, effective ${effective}, recorded ${recorded}: counts in ${period} (${year}), relates to ${relatesTo}`,
      numbers: [Number(number)],
      fund,
      amount: BigInt(pence),
      of: { period, year, relatesTo, effective, recorded },
    }),
  );
}

export const lateItems = auditTest({
  title: 'Late items',
  definition:
    'Cost and other income that counts in a later month than the one in which it took effect, because that month was closed when it was recorded.',
  parameters: z.strictObject({}),
  find: (look) => costs(look, `left(s.period, 7) > s.month`),
});

/** The financial year of a day, in SQL, as `2026-27`. */
const yearOfDay = (day: string): string =>
  `(with y as (select extract(year from ${day})::int - (extract(month from ${day}) < 4)::int as y)
    select y || '-' || lpad(((y + 1) % 100)::text, 2, '0') from y)`;

export const cutOff = auditTest({
  title: 'Cut-off',
  definition:
    'Cost and other income that counts in another financial year than the one it relates to, or took effect in.',
  parameters: z.strictObject({}),
  find: (look) =>
    costs(look, `(s.year <> s.relates_to or s.relates_to <> ${yearOfDay('q.effective')})`),
});

export const entriesAfterClose = auditTest({
  title: 'Entries after close',
  definition:
    'Events that post and were recorded when the month in which they took effect stood closed, softly or hard, in their fund; with the state that it was in and the period in which they count.',
  parameters: z.strictObject({
    state: z.enum(['any', 'soft-closed', 'hard-closed']).default('any'),
  }),
  find: async (look, { state }) => {
    const values = new Values();
    const rows = await look.models.query<
      {
        number: string;
        fund: string;
        type: string;
        month: string;
        state: string;
        periods: string;
      }[]
    >(
      `select e.number, s.fund, p.type, s.month, c.state, string_agg(distinct s.period, ', ') as periods
        from entry e join provenance p on p.id = e.provenance
          join posting q on q.number = e.number join series s on s.id = q.series
          join lateral (
            select f.attributes ->> 'state' as state from fact f
              where f.entity = 'period' and f.id = s.month and f.fund = s.fund and f.number < e.number
              order by f.number desc, f.line desc limit 1) c on c.state <> 'open'
        where ${within(look, values)} and ${values.at(state)} in ('any', c.state)
          and exists (select from fact f where f.entity = 'period' and f.fund = s.fund)
        group by 1, 2, 3, 4, 5 order by 1, 4`,
      values.list,
    );
    return rows.map(({ number, fund, type, month, state: was, periods }) => ({
      what: `${type} took effect in ${month}, which was ${was}; it counts in ${periods}`,
      numbers: [Number(number)],
      fund,
      amount: null,
      of: { month, state: was, periods },
    }));
  },
});

export const yearEndVirements = auditTest({
  title: 'Year-end virements',
  definition:
    'Budget moved out or in that took effect within so many days up to 31 March, or was recorded after the end of the financial year in which it took effect.',
  parameters: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(31) }),
  find: async (look, { days }) => {
    const end = `make_date(extract(year from e.effective)::int + (extract(month from e.effective) > 3)::int, 3, 31)`;
    const found = await entriesOf(
      look,
      ['BudgetMovedOut', 'BudgetMovedIn', 'OverspendCovered'],
      (values) =>
        `(${end} - e.effective < ${values.at(days)}
          or (e.recorded at time zone 'Europe/London')::date > ${end})`,
    );
    return found.map((entry) =>
      about(entry, `${entry.type} effective ${entry.effective}, by ${entry.actor}`, {
        effective: entry.effective,
        recorded: entry.recorded,
        actor: entry.actor,
      }),
    );
  },
});
