import { z } from 'zod';
import {
  CosignerRemoved,
  LogKeyIntroduced,
  LogKeyRetired,
  ReplayCompared,
  VerifierKey,
} from '../events/log.js';
import type { CommandsOf } from './commands-of.js';

/** What may be asked from outside: an organisation speaks for its own key, and for no other. */
export const logCommands = {
  'admit-cosigner': z.strictObject({ verifierKey: VerifierKey }),
  'remove-cosigner': z.strictObject({
    verifierKey: VerifierKey,
    cause: CosignerRemoved.schema.shape.cause,
  }),
} as const;

/** What only whoever holds the log's key file does, what a cosigner's signature does by itself, and what a replay found. */
export const logSteps = {
  'introduce-log-key': z.strictObject(LogKeyIntroduced.schema.shape),
  'retire-log-key': z.strictObject(LogKeyRetired.schema.shape),
  'record-cosignature': z.strictObject({
    verifierKey: VerifierKey,
    size: z.int(),
    root: z.string(),
    /** Seconds since 1970. */
    time: z.int(),
    signature: z.string(),
  }),
  'record-replay': z.strictObject(ReplayCompared.schema.shape),
} as const;

export type LogCommand = CommandsOf<typeof logCommands>;
export type LogStep = LogCommand | CommandsOf<typeof logSteps>;
