import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Amount, Id, Text } from '../values.js';

export const ImportStarted = event('ImportStarted', 1, {
  file: Text,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  format: z.enum(['spending', '360giving', 'contribution-schedule']),
  fund: Id,
  /** Meaning → column of the file, as it was read. */
  mapping: z.record(z.string(), z.string()),
});

/**
 * Rows that could not be read. The text of the row stays in the file, which the hash names: it may
 * hold what must not stand in an event (rule 16).
 */
export const RowsQuarantined = event('RowsQuarantined', 1, {
  rows: z
    .array(z.strictObject({ line: z.int(), column: z.string(), reason: Text }))
    .min(1)
    .max(1000),
});

/**
 * Rows of which the first part stands, as an award does whose payment was refused: recorded, and not
 * quarantined. `refused` is the part that is missing.
 */
export const RowsRecordedInPart = event('RowsRecordedInPart', 1, {
  rows: z
    .array(z.strictObject({ line: z.int(), refused: Id, reason: Text }))
    .min(1)
    .max(1000),
});

export const ImportCompleted = event('ImportCompleted', 1, {
  rowsIn: z.int(),
  recorded: z.int(),
  quarantined: z.int(),
  /** Sum of the amounts of the recorded rows. */
  total: Amount,
});

export const importEvents = {
  ImportStarted,
  RowsQuarantined,
  RowsRecordedInPart,
  ImportCompleted,
} as const;
export type ImportEvent = DraftOf<typeof importEvents>;
