import { ServedStrategiesStated } from '../../events/fund/strategies.js';

export const servedStrategyCommands = {
  'state-served-strategies': ServedStrategiesStated.schema.extend({
    strategies: ServedStrategiesStated.schema.shape.strategies.default([]),
  }),
} as const;
