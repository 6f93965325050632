import { z } from 'zod';
import {
  ExtractLinesRecorded,
  ExtractRecorded,
  Match,
  MatchConfirmed,
  MatchMade,
  MatchRejected,
  MatchUndone,
  ReconciliationBegun,
} from '../events/reconciliation.js';
import type { CommandsOf } from './commands-of.js';

const begun = ReconciliationBegun.schema.shape;

export const reconciliationCommands = {
  'begin-reconciliation': z.strictObject({
    ...begun,
    accounts: begun.accounts.default(['cash:held']),
    sources: begun.sources.default(null),
    /** By default a partner's books are mirrored, and a bank's and the host's own are not. */
    mirrored: z.boolean().optional(),
  }),
  'propose-matches': z.strictObject({
    /** How far apart the day of a line and that of an entry may be, where only amounts agree. */
    daysApart: z.int().min(0).max(31).default(5),
  }),
  'confirm-match': MatchConfirmed.schema,
  'reject-match': MatchRejected.schema,
  'make-match': z.strictObject({
    ...Match.shape,
    explanation: MatchMade.schema.shape.explanation.default(null),
  }),
  'undo-match': MatchUndone.schema,
  'sign-reconciliation': z.strictObject({}),
} as const;

/** What reading a file does, in steps. */
export const reconciliationSteps = {
  'record-extract-lines': ExtractLinesRecorded.schema,
  'record-extract': ExtractRecorded.schema,
} as const;

export type ReconciliationCommand = CommandsOf<typeof reconciliationCommands>;
export type ReconciliationStep = ReconciliationCommand | CommandsOf<typeof reconciliationSteps>;
