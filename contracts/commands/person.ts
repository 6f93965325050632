import { z } from 'zod';
import { PersonForgotten } from '../events/person.js';
import type { CommandsOf } from './commands-of.js';

const { ground, evidence } = PersonForgotten.schema.shape;

export const personCommands = {
  /** Destroys the key of what was sealed for the person; there is no way back. */
  'forget-person': z.strictObject({ ground, evidence }),
} as const;

export type PersonCommand = CommandsOf<typeof personCommands>;
