import type { FundCommandOf } from '#contracts/commands/fund.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { ServedStrategiesStated } from '#contracts/events/fund/strategies.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';

/** Only what is a strategy on that day can be served from it on. */
function stateServedStrategies(
  fund: Fund,
  { scheme, strategies, evidence, effective }: FundCommandOf<'state-served-strategies'>,
  { strategiesInForce }: FundContext,
): Decision<FundEvent> {
  if (!fund.schemes.has(scheme))
    return refused('not-found', { what: 'scheme', id: scheme, where: 'the fund' });
  const named = [...new Set(strategies)];
  const missing = named.find((strategy) => !strategiesInForce?.has(strategy));
  if (missing !== undefined)
    return refused('not-found', { what: 'strategy', id: missing, where: `force on ${effective}` });
  return happened(ServedStrategiesStated.of(effective, { scheme, strategies: named, evidence }));
}

export const servedStrategyDeciders = { 'state-served-strategies': stateServedStrategies } as const;
