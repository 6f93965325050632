import type { EntityManager } from 'typeorm';
import { standing } from '#libs/ledger/facts-at.js';
import { Balances } from '#libs/ledger/balances.js';
import { none } from '#libs/ledger/posting.js';
import { factColumns, lineOf, postedColumns, postedOf, type Line, type Posted } from './lines.js';
import type { Concerning, Moment, Page, ProviderView } from './reading.js';
import { ofAwards } from './of-awards.js';
import { balancesOf } from './sums.js';

/**
 * Facts of one body: lines filed under it with all that was said of the same things since, and its
 * awards with all that belongs to them. $3: identifiers. Asked for one by one, by what they are of: of
 * all facts few are of one body.
 */
const concernsIt = `
  select f.* from (select distinct o.entity, o.id, o.fund from fact o where o.provider = any($3)) own
    join fact f on f.entity = own.entity and f.id = own.id and f.fund = own.fund
  union select f.* from fact f where f.entity = any($4) and split_part(f.id, '/', 1) in (
    select o.id from fact o where o.entity in ('award', 'commitment') and o.provider = any($3))`;

/** And what it and its funds' hosts are called. */
const withNames = `${concernsIt}
  union select f.* from fact f where f.entity = 'fund'
  union select f.* from fact f where f.entity = 'organisation' and (f.id = any($3)
    or f.id in (select o.attributes ->> 'host' from fact o where o.entity = 'fund'))`;

export async function providerView(
  models: EntityManager,
  moment: Moment,
  identifiers: readonly string[],
): Promise<ProviderView> {
  const rows = await models.query<Line[]>(
    `select ${factColumns} from (${withNames}) f
      where f.number <= $1 and f.effective <= $2 order by f.number, f.line`,
    [moment.number, moment.day, identifiers, ofAwards],
  );
  const lines = rows.map(lineOf);
  const shared = lines.filter(({ fund, entity }) => fund === none || entity === 'fund');
  const balances = await balancesOf(models, moment, { provider: identifiers });
  const filed = new Map(balances.groupBy('fund').map(({ key, balances: of }) => [key.fund, of]));
  const named = lines.filter(({ fund, entity }) => fund !== none && entity !== 'fund');
  const funds = [...new Set([...filed.keys(), ...named.map(({ fund }) => fund)])].sort();
  return {
    provider: identifiers[0] ?? '',
    identifiers,
    moment,
    facts: standing(shared),
    funds: funds.map((fund) => {
      const own = named.filter((line) => line.fund === fund);
      return {
        ...{ fund, moment },
        balances: filed.get(fund) ?? new Balances([]),
        facts: standing([...shared, ...own].sort((a, b) => a.number - b.number)),
        said: own.filter(({ entity }) => entity === 'expenditure'),
      };
    }),
  };
}

/** A page of the events that touched what is filed under one body, newest first. */
export async function concerningLines(
  models: EntityManager,
  moment: Moment,
  identifiers: readonly string[],
  after: number,
  before: number,
  limit: number,
): Promise<Page<Concerning>> {
  const until = Math.min(before - 1, moment.number);
  const found = await models.query<{ number: string }[]>(
    `select number from (
        select p.number from posting p join series s on s.id = p.series
          where s.provider = any($3) and p.number > $5 and p.number <= $1
            and ($7::date is null or p.effective <= $7)
        union
        select f.number from (${concernsIt}) f
          where f.number > $5 and f.number <= $1 and f.effective <= $2) touched
      order by number desc limit $6`,
    [until, moment.day, identifiers, ofAwards, after, limit + 1, moment.effectiveOn],
  );
  const numbers = found.slice(0, limit).map(({ number }) => Number(number));
  const facts = await models.query<Line[]>(
    `select ${factColumns} from (${concernsIt}) f
      where f.number = any($1) and f.effective <= $2 order by f.number, f.line`,
    [numbers, moment.day, identifiers, ofAwards],
  );
  const postings = await models.query<Posted[]>(
    `select ${postedColumns}
      from posting p join series s on s.id = p.series
      where s.provider = any($2) and p.number = any($1) order by p.number, p.line`,
    [numbers, identifiers],
  );
  return {
    rows: numbers.map((number) => ({
      number,
      facts: facts.filter((row) => Number(row.number) === number).map(lineOf),
      postings: postings.filter((row) => Number(row.number) === number).map(postedOf),
    })),
    next: found.length > limit ? String(numbers.at(-1)) : null,
  };
}
