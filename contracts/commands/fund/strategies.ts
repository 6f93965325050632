import { ServedStrategiesStated } from '../../events/fund/strategies.js';

export const servedStrategyCommands = {
  /** All that the scheme serves, never left out: an empty list withdraws it from every one. */
  'state-served-strategies': ServedStrategiesStated.schema,
} as const;
