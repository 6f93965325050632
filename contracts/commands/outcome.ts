import type { CommandsOf } from './commands-of.js';
import { measureCommands } from './outcome/measures.js';

/** What may be asked of an outcome, by area. */
export const outcomeCommands = { ...measureCommands } as const;

export type OutcomeCommand = CommandsOf<typeof outcomeCommands>;
