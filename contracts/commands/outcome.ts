import type { CommandsOf } from './commands-of.js';
import { measureCommands } from './outcome/measures.js';
import { outcomePaymentCommands } from './outcome/payments.js';

/** What may be asked of an outcome, by area. */
export const outcomeCommands = { ...measureCommands, ...outcomePaymentCommands } as const;

export type OutcomeCommand = CommandsOf<typeof outcomeCommands>;
