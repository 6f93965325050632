import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Amount, Day, Id, Text } from '../values.js';

/**
 * One account of a fund's cash book beside somebody else's record of the same money, for some time.
 * `mirrored`: what is paid in here is paid out there, as in a partner's own books.
 */
export const ReconciliationBegun = event('ReconciliationBegun', 1, {
  fund: Id,
  against: z.enum(['bank', 'general-ledger', 'partner']),
  /** The bank account, ledger code or partner, as people know it. */
  counterparty: Text,
  accounts: z.array(Text).min(1).max(20),
  /** Only the money of these sources; null: of all. */
  sources: z.array(Id).min(1).max(100).nullable(),
  mirrored: z.boolean(),
  from: Day,
  to: Day,
});

/**
 * A line of an extract. What it says in words stays in the file, since it may name people (rule 16):
 * `marks` are keyed hashes of the references in it, by which it is found to be the same as an entry.
 */
export const ExtractLine = z.strictObject({
  line: z.int(),
  day: Day,
  amount: Amount,
  marks: z.array(z.string().regex(/^[0-9a-f]{16}$/)).max(10),
});

export const ExtractLinesRecorded = event('ExtractLinesRecorded', 1, {
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  lines: z.array(ExtractLine).min(1).max(500),
});

/** The whole file was read: rows in = recorded + quarantined (rule 15). */
export const ExtractRecorded = event('ExtractRecorded', 1, {
  file: Text,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mapping: z.record(z.string(), z.string()),
  rowsIn: z.int(),
  recorded: z.int(),
  quarantined: z
    .array(z.strictObject({ line: z.int(), column: z.string(), reason: Text }))
    .max(500),
  total: Amount,
});

/** Lines of the extract and entries of the log, by their numbers, that seem to be the same money. */
export const Match = z.strictObject({
  match: Id,
  lines: z.array(z.int()).min(1).max(500),
  numbers: z.array(z.int()).min(1).max(500),
});

export const MatchesProposed = event('MatchesProposed', 1, {
  matches: z
    .array(Match.extend({ by: z.enum(['reference', 'reference-of-several', 'amount-and-day']) }))
    .min(1)
    .max(500),
});

export const MatchConfirmed = event('MatchConfirmed', 1, { match: Id });
export const MatchRejected = event('MatchRejected', 1, { match: Id, cause: Text });

/** Matched by a person; where the sums differ it is said why, such as a bank charge. */
export const MatchMade = event('MatchMade', 1, {
  ...Match.shape,
  difference: Amount,
  explanation: Text.nullable(),
});

/** A match was wrong: its lines and entries are unmatched again. */
export const MatchUndone = event('MatchUndone', 1, { match: Id, cause: Text });

const counted = z.strictObject({ count: z.int(), total: Amount });

/** What was found, signed off by a person: from then on it stands. */
export const ReconciliationSigned = event('ReconciliationSigned', 1, {
  /** The last log number that was taken into account. */
  number: z.int(),
  extract: counted,
  ledger: counted,
  unmatchedLines: counted,
  unmatchedEntries: counted,
  /** Of matches whose sums differ. */
  explained: Amount,
});

export const reconciliationEvents = {
  ReconciliationBegun,
  ExtractLinesRecorded,
  ExtractRecorded,
  MatchesProposed,
  MatchConfirmed,
  MatchRejected,
  MatchMade,
  MatchUndone,
  ReconciliationSigned,
} as const;

export type ExtractLine = z.infer<typeof ExtractLine>;
export type ReconciliationEvent = DraftOf<typeof reconciliationEvents>;
