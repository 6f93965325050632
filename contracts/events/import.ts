import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Amount, Day, Id, Text } from '../values.js';

export const ImportStarted = event('ImportStarted', 4, {
  file: Text,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  format: z.enum([
    'spending',
    '360giving',
    'contribution-schedule',
    'contract-register',
    'planning-workbook',
  ]),
  fund: Id,
  /** Meaning → column of the file, as it was read. */
  mapping: z.record(z.string(), z.string()),
  /**
   * What all payments of the file are charged to, and whose money a plan spends where its rows do not say
   * it; `unknown` where nobody said.
   */
  scheme: Id,
  source: Id,
  /** Of a contract register: whose it is, and the day on which it stood so; null of every other file. */
  publisher: Text.nullable(),
  asAt: Day.nullable(),
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

/**
 * Rows that say what a row of another file has said: the same supplier, day, amount and reference. They
 * are recorded like any other and kept; whether one is said twice is for people to find out (rule 15).
 */
export const PossibleDuplicatesFound = event('PossibleDuplicatesFound', 1, {
  fund: Id,
  rows: z
    .array(
      z.strictObject({
        line: z.int(),
        /** Log numbers of the payments that it looks like; the first ten. */
        like: z.array(z.int()).min(1).max(10),
      }),
    )
    .min(1)
    .max(1000),
  /** Sum of these rows. */
  total: Amount,
});

export const ImportCompleted = event('ImportCompleted', 1, {
  rowsIn: z.int(),
  recorded: z.int(),
  quarantined: z.int(),
  /** Sum of the amounts of the recorded rows. */
  total: Amount,
});

/**
 * A quarantined row that somebody put right and submitted again: recorded now like any other row of its
 * file. Who and why stand with the event; the row as it was received is what the file's hash names, and
 * of it here what was put right.
 */
export const RowCorrected = event('RowCorrected', 1, {
  /** Several where the rows of a file say one thing together, as the instalments of a contribution do. */
  lines: z.array(z.int()).min(1).max(1000),
  changes: z
    .array(
      z.strictObject({
        column: Text,
        /** As it was received; null where nobody can tell what stood in which column. */
        received: z.string().max(2000).nullable(),
        corrected: z.string().max(2000),
      }),
    )
    .max(100),
  /** The later part of it that was refused, where there is one. */
  inPart: z.strictObject({ refused: Id, reason: Text }).nullable(),
  /** Of the whole file, as they are now. */
  totals: z.strictObject({
    rowsIn: z.int(),
    recorded: z.int(),
    quarantined: z.int(),
    total: Amount,
  }),
});

export const importEvents = {
  ImportStarted,
  RowsQuarantined,
  RowsRecordedInPart,
  PossibleDuplicatesFound,
  ImportCompleted,
  RowCorrected,
} as const;
export type ImportEvent = DraftOf<typeof importEvents>;
