import type { EntityManager } from 'typeorm';
import type { Certainty } from '#contracts/values.js';
import type { Entity } from '#libs/ledger/fact-types.js';
import { standing, type FactLine } from '#libs/ledger/facts-at.js';
import { budget, none } from '#libs/ledger/posting.js';
import { ofAwards } from './of-awards.js';
import { factColumns, lineOf, postedColumns, postedOf, type Line, type Posted } from './lines.js';
import type { AwardView, Concerning, Moment } from './reading.js';
import { refuse } from './refused.js';
import { balancesOf } from './sums.js';

/** Facts about money that moves, and not about what was agreed. */
const ofMoney: ReadonlySet<Entity> = new Set<Entity>([
  ...(['expenditure', 'payment', 'dispute', 'retention', 'advance'] as const),
  ...(['due', 'flag', 'task'] as const),
]);

/** What a fund's lines are called: of no award. */
const named: ReadonlySet<Entity> = new Set<Entity>(['organisation', 'fund', 'source', 'scheme']);

const certainties: readonly Certainty[] = ['confirmed', 'expected', 'indicative'];
/** Where a promise stands, and what is set aside for one. */
const promises = certainties.flatMap((certainty) =>
  (['committed', 'matched', 'reserved'] as const).map((holding) => budget(holding, certainty)),
);

/**
 * A fund as far as one award goes. Facts of awards are few beside those of a fund, of which some have
 * tens of thousands: nothing else is read, save what bodies, sources and schemes are called.
 */
export async function awardView(
  models: EntityManager,
  moment: Moment,
  fund: string,
  award: string,
): Promise<AwardView> {
  const rows = await models.query<Line[]>(
    `select ${factColumns} from fact f
      where f.number <= $1 and f.effective <= $2 and (f.entity = 'organisation'
        or f.fund = $3 and (f.entity in ('fund', 'source', 'scheme')
          or (f.entity, f.id) in (select o.entity, o.id from fact o
            where o.fund = $3 and o.entity not in ('published-line', 'recorded-payment')
              and o.attributes ->> 'award' = $4))
        or f.fund in ($3, $6) and f.entity = any($5) and split_part(f.id, '/', 1) = $4)
      order by f.number, f.line`,
    [moment.number, moment.day, fund, award, [...ofAwards, 'commitment'], none],
  );
  const lines = rows.map(lineOf);
  const facts = standing(lines);
  if (!facts.get('fund', fund))
    throw refuse('not-found', { what: 'fund', id: fund, where: 'the ledger' });
  return {
    ...{ fund, moment, facts },
    balances: await balancesOf(models, moment, { fund, award }),
    said: lines.filter(({ entity }) => entity === 'expenditure'),
    decided: await decided(models, moment, fund, award, lines),
  };
}

/** The events that promised, set aside or agreed something of the award, newest first. */
async function decided(
  models: EntityManager,
  { number, effectiveOn }: Moment,
  fund: string,
  award: string,
  lines: readonly FactLine[],
): Promise<Concerning[]> {
  // Spending takes from what is committed and adds as much to what is matched: the promise stays.
  const posted = await models.query<Posted[]>(
    `select * from (
        select ${postedColumns}, sum(p.pence) over (partition by p.number,
            case when s.account like 'budget:reserved:%' then 'reserved'
              else split_part(s.account, ':', 3) end) as moved
          from posting p join series s on s.id = p.series
          where s.fund = $2 and s.award = $3 and s.account = any($4) and p.number <= $1
            and ($5::date is null or p.effective <= $5)) of
      where moved <> 0 order by number, line`,
    [number, fund, award, promises, effectiveOn],
  );
  const agreed = lines.filter(({ entity }) => !ofMoney.has(entity) && !named.has(entity));
  const numbers = [
    ...posted.map((row) => Number(row.number)),
    ...agreed.map((line) => line.number),
  ];
  return [...new Set(numbers)]
    .sort((a, b) => b - a)
    .map((each) => ({
      number: each,
      postings: posted.filter((row) => Number(row.number) === each).map(postedOf),
      facts: agreed.filter((line) => line.number === each),
    }));
}
