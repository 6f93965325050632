import type { EntityManager } from 'typeorm';
import { CostCategory } from '#contracts/values.js';
import type { Entity } from '#libs/ledger/fact-types.js';
import { standing, type FactLine, type FactsAt } from '#libs/ledger/facts-at.js';
import type { Account } from '#libs/ledger/posting.js';
import { measures } from '../ecosystem-investment/figures/measures.js';
import type { Invested, InvestedLine, Moment } from './reading.js';
import { sumsOf } from './sums.js';

/** What is said of parties, places and awards, and of what comes of money in a place. */
const shared: readonly Entity[] = [
  ...(['organisation', 'fund', 'award', 'subcontract', 'pass-down'] as const),
  ...(['area', 'area-set', 'population', 'outcome'] as const),
  ...(['strategy', 'served-strategies'] as const),
  // Published beside what is spent and promised, and in no sum of it.
  ...(['contract-register', 'listed-contract'] as const),
];
/** Identifiers of these are a fund's own, so each fund has its facts apart. */
const ofFunds: readonly Entity[] = ['scheme', 'source', 'ring-fence'];

const dawn = '0001-01-01';
const costAccounts = CostCategory.options.map((category): Account => `memo:line:${category}`);

/**
 * What was spent and what is promised, over all funds that are seen, with what is known about it. Days
 * between two changes of areas are one, for on all of them a place is made of the same.
 */
export async function investedAt(models: EntityManager, moment: Moment): Promise<Invested> {
  const rows = await models.query<(Omit<FactLine, 'number'> & { readonly number: string })[]>(
    `select entity, id, number, fund, provider, effective::text, attributes from fact
      where number <= $1 and effective <= $2 and entity = any($3) order by number, line`,
    [moment.number, moment.day, [...shared, ...ofFunds]],
  );
  const said = rows.map((row): FactLine => ({ ...row, number: Number(row.number) }));
  const facts = standing(said.filter(({ entity }) => shared.includes(entity)));
  const own = said.filter(({ entity }) => ofFunds.includes(entity));
  const ofFund = new Map(
    [...new Set(own.map(({ fund }) => fund))].map((fund): [string, FactsAt] => [
      fund,
      standing(own.filter((line) => line.fund === fund)),
    ]),
  );
  const costs = await sumsOf(models, moment, ['fund', 'award', 'year', 'account'], {
    account: costAccounts,
  });
  return { moment, facts, ofFund, costs, lines: await linesAt(models, moment, facts) };
}

async function linesAt(
  models: EntityManager,
  { number, effectiveOn }: Moment,
  facts: FactsAt,
): Promise<InvestedLine[]> {
  const passed = facts.list('pass-down').map(({ fund, attributes }) => ({ fund, ...attributes }));
  const changes = facts.list('area-set').map(({ effective }) => effective);
  const days = [...new Set([dawn, ...changes])].sort();
  const rows = await models.query<
    (Omit<InvestedLine, 'pence' | 'handedOn'> & {
      readonly down: boolean;
      readonly pence: string;
    })[]
  >(
    `select s.fund, s.year, s.nature, s.source, s.scheme, s.award, s.provider, s.area, s.down,
        case when s.account = any($2::text[]) then 'spending' else 'commitments' end as measure,
        case when s.down then p.effective::text
          else ($4::date[])[width_bucket(p.effective, $4::date[])]::text end as day,
        sum(p.pence) as pence
      from posting_of_series p join (
        select *, exists (
          select from unnest($6::text[], $7::text[], $8::text[]) as d (fund, award, provider)
          where d.fund = series.fund
            and (d.award = series.award or d.award is null and d.provider = series.provider)
        ) as down from series where account = any($2::text[] || $3::text[])
      ) s on s.id = p.series
      where p.number <= $1 and ($5::date is null or p.effective <= $5)
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 having sum(p.pence) <> 0
      order by 1, 2, 3, 4, 5, 6, 7, 8, 10, 11`,
    [
      number,
      measures.spending.accounts,
      measures.commitments.accounts,
      days,
      effectiveOn,
      passed.map(({ fund }) => fund),
      passed.map(({ award }) => award),
      passed.map(({ to }) => to),
    ],
  );
  // Each property by its name, so that all lines have one shape: every figure looks at all of them, and
  // would be several times as slow where each were an object of its own shape.
  return rows.map((row) => {
    const { fund, year, nature, source, scheme, award, provider, area, measure, day } = row;
    const handedOn = row.down ? { award, provider, year, nature } : null;
    return {
      fund,
      area,
      day,
      pence: BigInt(row.pence),
      handedOn,
      measure,
      year,
      nature,
      source,
      scheme,
      award,
      provider,
    };
  });
}
