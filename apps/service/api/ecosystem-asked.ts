import { z } from 'zod';
import { FinancialYear, unknown } from '#contracts/values.js';
import { none } from '#libs/ledger/posting.js';
import {
  investment,
  type Asked,
  type Investment,
} from '#projections/ecosystem-investment/figures/investment.js';
import { plannedIn } from '#projections/ecosystem-investment/figures/planned.js';
import { strategiesOn } from '#projections/ecosystem-investment/figures/strategies.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { askingAs } from '../access/asking-as.js';
import { checkedQuery } from './checked-query.js';
import { listOf, pointOf } from './point.js';

type Query = Readonly<Record<string, unknown>>;

/** As a query has it: once with commas, or several times, as the boxes of a form send it. */
const several = z
  .unknown()
  .optional()
  .transform((value) => [
    ...new Set(value === undefined ? [] : listOf(value).filter((part) => part !== '')),
  ])
  .pipe(z.array(z.string().max(200)).max(50));
/** Words that people chose, and that may have commas in them: once, or several times. */
const words = z
  .unknown()
  .optional()
  .transform((value) => [...new Set([value ?? []].flat().filter((part) => part !== ''))])
  .pipe(z.array(z.string().max(2_000)).max(50));
const year = z.preprocess((value) => (value === '' ? undefined : value), FinancialYear.optional());

const EcosystemAsked = z
  .object({
    areas: several,
    funds: several,
    needs: words,
    cohorts: words,
    strategies: several,
    from: year,
    to: year,
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    message: 'from is a year before to, or the same',
    path: ['from'],
  });

/** What each of these means, for those who look for it. */
export const ecosystemParameters = {
  areas: 'Of these areas, with commas, each pound once; of every place if not said',
  funds: 'Of these funds, with commas; of all that are seen if not said',
  needs:
    'Of schemes for this need, as they name it, or "unknown"; for several, several times; for every need if not said',
  cohorts:
    'Of schemes for this cohort, as they name it, or "unknown"; for several, several times; for everybody if not said',
  strategies:
    'Of schemes that serve one of these strategies on the day, with commas, each pound once; "none" for what serves none; of everything if not said',
  from: 'From this financial year on',
  to: 'Up to this financial year',
};

/** The place, years, funds, needs, cohorts and strategies that are asked about, as whoever asks sees them. */
export interface EcosystemSeen {
  readonly of: Investment;
  /** Whether there may be money in the place that whoever asks does not see. */
  readonly partial: boolean;
}

export async function ecosystemSeen(reading: Reading, query: Query): Promise<EcosystemSeen> {
  const { areas, funds, needs, cohorts, strategies, from, to } = checkedQuery(
    EcosystemAsked,
    query,
  );
  const asked: Asked = { areas, funds, needs, cohorts, strategies, from, to };
  const invested = await reading.invested(pointOf(query));
  const { facts } = invested;
  for (const area of areas)
    if (!facts.get('area', area))
      throw refuse('not-found', { what: 'area', id: area, where: 'the ledger' });
  for (const fund of funds)
    if (!facts.get('fund', fund))
      throw refuse('not-found', { what: 'fund', id: fund, where: 'the ledger' });
  const inForce = strategiesOn(facts, invested.moment.day);
  for (const id of strategies)
    if (id !== none && !inForce.some(({ strategy }) => strategy === id))
      throw refuse('not-found', { what: 'strategy', id, where: `force on ${invested.moment.day}` });
  for (const [what, named] of [
    ['need', needs],
    ['cohort', cohorts],
  ] as const) {
    const known = [unknown, ...plannedIn(invested.ofFund, what)];
    const missing = named.find((words) => !known.includes(words));
    if (missing !== undefined)
      throw refuse('not-found', { what, id: missing, where: 'the schemes that you see' });
  }
  return { of: investment(invested, asked, unseenFunds()), partial: reading.partial({}) };
}

/** Funds that whoever asks does not see whole, and so may not see at all. */
export function unseenFunds(): ReadonlySet<string> {
  const { scope, standing } = askingAs() ?? {};
  const seen = new Set(scope?.funds);
  return new Set(standing?.funds.flatMap(({ fund }) => (seen.has(fund) ? [] : [fund])));
}
