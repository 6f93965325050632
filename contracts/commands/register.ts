import { ContractListed, RegisterPublished } from '../events/register.js';
import type { CommandsOf } from './commands-of.js';

/** What is said of a body's register of contracts; by files alone, so none of it is for the public API. */
export const registerCommands = {
  'publish-register': RegisterPublished.schema,
  'list-contract': ContractListed.schema.omit({ basis: true, contradictions: true }),
} as const;

export type RegisterCommand = CommandsOf<typeof registerCommands>;
