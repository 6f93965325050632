import type { EntityManager } from 'typeorm';
import type { Entity } from '#libs/ledger/fact-types.js';
import { standing, type FactLine } from '#libs/ledger/facts-at.js';
import type { Moment, Waiting } from './reading.js';

/** What is proposed of no one fund, and who is to answer it; a recoding is proposed in its fund. */
const shared: readonly Entity[] = [
  ...(['reallocation', 'approval', 'delegation', 'fund', 'organisation'] as const),
];
const ofFunds: readonly Entity[] = ['recoding-proposal', 'recoding-approval'];

/** Identifiers of proposals are a fund's own, so each fund has its facts apart. */
export async function waitingFacts(models: EntityManager, moment: Moment): Promise<Waiting> {
  const rows = await models.query<(Omit<FactLine, 'number'> & { readonly number: string })[]>(
    `select entity, id, number, fund, provider, effective::text, attributes from fact
      where number <= $1 and effective <= $2 and entity = any($3) order by number, line`,
    [moment.number, moment.day, [...shared, ...ofFunds]],
  );
  const lines = rows.map((row): FactLine => ({ ...row, number: Number(row.number) }));
  const own = lines.filter(({ entity }) => ofFunds.includes(entity));
  return {
    moment,
    facts: standing(lines.filter(({ entity }) => !ofFunds.includes(entity))),
    funds: [...new Set(own.map(({ fund }) => fund))].sort().map((fund) => ({
      fund,
      facts: standing(own.filter((line) => line.fund === fund)),
    })),
  };
}
