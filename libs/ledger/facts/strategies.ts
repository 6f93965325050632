import { idOf, type EventOf } from '#contracts/events/all.js';
import type { strategyStatements } from '#contracts/events/fund/strategies.js';
import type { strategyEvents } from '#contracts/events/strategy.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy } from './change.js';

export interface StrategyFacts {
  /** As it is from the fact's day on; identified as `<strategy>/<day>`, so that a later day's stays. */
  strategy: {
    strategy: string;
    title: string;
    adoptedBy: readonly string[];
    document: string;
    until: string | null;
  };
  /** What a scheme serves from the fact's day on; identified as `<fund>/<scheme>/<day>`. */
  'served-strategies': { scheme: string; strategies: readonly string[]; evidence: string };
}

function asItIs(event: EventOf<'StrategyAdopted'> | EventOf<'StrategyRevised'>): FactChange[] {
  const strategy = idOf(event.stream);
  return [change(event, 'strategy', `${strategy}/${event.effective}`, { strategy, ...event.data })];
}

export const strategyFacts: FactsBy<typeof strategyEvents & typeof strategyStatements> = {
  StrategyAdopted: asItIs,
  StrategyRevised: asItIs,
  ServedStrategiesStated: (event) => [
    change(
      event,
      'served-strategies',
      `${idOf(event.stream)}/${event.data.scheme}/${event.effective}`,
      event.data,
    ),
  ],
};
