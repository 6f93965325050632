import { z } from 'zod';
import { Leg } from '../events/fund/move-shapes.js';
import { Day, OrganisationId, PositiveAmount, Text } from '../values.js';
import type { CommandsOf } from './commands-of.js';

export const reallocationCommands = {
  'propose-reallocation': z.strictObject({
    legs: z
      .array(Leg.extend({ amount: PositiveAmount }))
      .min(1)
      .max(200),
    /** The law that money passes between funds by; default: the power that each source gives under. */
    power: Text.optional(),
    technical: z.boolean().default(false),
    recurrent: z.boolean().default(false),
    /** Whose approval it needs beside that of the hosts of its funds. */
    organisations: z.array(OrganisationId).max(50).default([]),
    /** The last day on which it can be approved; three months on where not said. */
    expires: Day.optional(),
  }),
  'approve-reallocation': z.strictObject({}),
  'refuse-reallocation': z.strictObject({}),
  'withdraw-reallocation': z.strictObject({}),
  /** Tries again to carry out what has been approved. */
  'carry-out-reallocation': z.strictObject({}),
  /** Only once its last day is over. */
  'lapse-reallocation': z.strictObject({}),
} as const;

type Proposing = Pick<typeof reallocationCommands, 'propose-reallocation'>;
export type ReallocationCommand =
  | CommandsOf<Proposing>
  | {
      readonly command: Exclude<keyof typeof reallocationCommands, keyof Proposing>;
      readonly effective: string;
    };
