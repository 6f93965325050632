import type { EntityManager } from 'typeorm';
import type { Entity } from '#libs/ledger/fact-types.js';
import { standing, type FactLine } from '#libs/ledger/facts-at.js';
import type { Moment, Waiting } from './reading.js';

/** What is proposed of no one fund, and who is to answer it; a recoding is proposed in its fund. */
const shared: readonly Entity[] = [
  ...(['reallocation', 'approval', 'delegation', 'fund', 'organisation'] as const),
];
/** With what schemes and sources are called: people read what would go from where to where. */
const ofFunds: readonly Entity[] = ['recoding-proposal', 'recoding-approval', 'scheme', 'source'];

/** Identifiers of proposals are a fund's own, so each fund has its facts apart. */
export async function waitingFacts(models: EntityManager, moment: Moment): Promise<Waiting> {
  const lines = await linesOf(models, moment, 'entity = any($3)', [...shared, ...ofFunds]);
  const named = awardsNamed(lines);
  // There may be very many awards, of which proposals name few.
  const awards =
    named.length === 0
      ? []
      : await linesOf(models, moment, `entity = 'award' and id = any($3)`, named);
  const own = lines.filter(({ entity }) => ofFunds.includes(entity));
  return {
    moment,
    facts: standing([...lines.filter(({ entity }) => !ofFunds.includes(entity)), ...awards]),
    funds: [...new Set(own.map(({ fund }) => fund))].sort().map((fund) => ({
      fund,
      facts: standing([...own.filter((line) => line.fund === fund), ...awards]),
    })),
  };
}

async function linesOf(
  models: EntityManager,
  { number, day }: Moment,
  condition: string,
  wanted: readonly string[],
): Promise<FactLine[]> {
  const rows = await models.query<(Omit<FactLine, 'number'> & { readonly number: string })[]>(
    `select entity, id, number, fund, provider, effective::text, attributes from fact
      where number <= $1 and effective <= $2 and ${condition} order by number, line`,
    [number, day, wanted],
  );
  return rows.map((row): FactLine => ({ ...row, number: Number(row.number) }));
}

/** Awards that proposals would take from, or give to. */
const awardsNamed = (lines: readonly FactLine[]): string[] => {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value))
      if (name === 'award' && typeof inner === 'string') found.add(inner);
      else look(inner);
  };
  for (const { entity, attributes } of lines)
    if (entity === 'reallocation' || entity === 'recoding-proposal') look(attributes);
  return [...found];
};
