import { StrategyAdopted } from '../events/strategy.js';
import type { CommandsOf } from './commands-of.js';

const strategy = StrategyAdopted.schema.extend({
  until: StrategyAdopted.schema.shape.until.default(null),
});

/** The strategy is the one that the command is sent to. */
export const strategyCommands = {
  'adopt-strategy': strategy,
  /** The whole of it as it is from the day on which the command takes effect. */
  'revise-strategy': strategy,
} as const;

export type StrategyCommand = CommandsOf<typeof strategyCommands>;
