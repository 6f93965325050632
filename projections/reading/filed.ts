import type { EntityManager } from 'typeorm';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { Account } from '#libs/ledger/posting.js';
import { sharedFacts } from './fact-rows.js';
import type { FiledLine, Moment } from './reading.js';

/** What every fund filed in some accounts, by area and day; of one accounting year, or of all. */
export async function filedAt(
  models: EntityManager,
  moment: Moment,
  accounts: readonly Account[],
  year: string | undefined,
): Promise<{ moment: Moment; facts: FactsAt; lines: FiledLine[] }> {
  const facts = await sharedFacts(models, moment);
  const passed = facts.list('pass-down');
  // Only what may be passed down is told apart, so that all else stays as few lines as it can.
  const rows = await models.query<(Omit<FiledLine, 'pence'> & { pence: string })[]>(
    `select s.fund, s.area, p.effective::text as day, sum(p.pence) as pence,
        case when s.down then json_build_object('award', s.award, 'provider', s.provider,
          'year', s.year, 'nature', s.nature)::jsonb end as "handedOn"
      from posting_of_series p join (
        select *, exists (
          select from unnest($5::text[], $6::text[], $7::text[]) as d (fund, award, provider)
          where d.fund = series.fund
            and (d.award = series.award or d.award is null and d.provider = series.provider)
        ) as down from series where account = any($2) and ($3::text is null or year = $3)
      ) s on s.id = p.series
      where p.number <= $1 and ($4::date is null or p.effective <= $4)
      group by 1, 2, 3, 5 order by 1, 2, 3, 5`,
    [
      moment.number,
      accounts,
      year ?? null,
      moment.effectiveOn,
      passed.map(({ fund }) => fund),
      passed.map(({ attributes }) => attributes.award),
      passed.map(({ attributes }) => attributes.to),
    ],
  );
  const lines = rows.map((row) => ({ ...row, pence: BigInt(row.pence) }));
  return { moment, facts, lines };
}
