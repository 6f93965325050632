import { z } from 'zod';
import { event } from '../../event-type.js';
import { Day, FinancialYear, Id, OrganisationId, Text } from '../../values.js';
import { Period } from './shapes.js';

/**
 * The memorandum account of a year; the report that the partners get each quarter; what the year-end
 * made of each source; and what a year, or its beginning, is returned as to who gives the money.
 */
export const StatementKind = z.enum([
  'memorandum-account',
  'partner-quarter',
  'year-end-settlement',
  'annual-return',
  'better-care-return',
  'shared-prosperity-return',
]);
export type StatementKind = z.infer<typeof StatementKind>;

/** Whether a report is of a quarter, of a year, or of either: of a year up to the end of a quarter. */
export const fitsQuarter = (kind: StatementKind, quarter: number | null): boolean => {
  switch (kind) {
    case 'partner-quarter':
      return quarter !== null;
    case 'better-care-return':
    case 'shared-prosperity-return':
      return true;
    default:
      return quarter === null;
  }
};

export const quarterAsked =
  'a quarter is named for a partner-quarter, may be for a better-care-return or a shared-prosperity-return, and is for nothing else';

/** SHA-256, hex, of a document's canonical JSON (RFC 8785). */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'write a SHA-256 as 64 hex digits');

/** An office whose sign-off the agreement asks for. */
export const Signatory = z.strictObject({ organisation: OrganisationId, office: Id });
export type Signatory = z.infer<typeof Signatory>;

/** How many streams a statement may rest on: its event must stay within what one append takes. */
export const streamsMax = 5_000;

/**
 * A report was made from the log up to a number, and its hash says which bytes it is. What it rests
 * on is the log up to that number, and of it these streams, complete from their beginning.
 */
export const StatementIssued = event('StatementIssued', 4, {
  statement: Id,
  kind: StatementKind,
  year: FinancialYear,
  /** 1 is April to June; null for a report of the year. */
  quarter: z.int().min(1).max(4).nullable(),
  /** The last number that it knows: any checkpoint of at least this size covers it. */
  number: z.int().min(1),
  effectiveOn: Day.nullable(),
  /** The version of the document's form and arithmetic. */
  format: z.int().min(1),
  sha256: Sha256,
  supersedes: Id.nullable(),
  /**
   * Every stream that the fund's view was made from, with the last revision by then; its own first,
   * and that one alone in what an earlier version said.
   */
  streams: z
    .array(z.strictObject({ stream: Text, revision: z.int().min(0) }))
    .min(1)
    .max(streamsMax),
  /** Who is to sign it by the agreement in force when it was issued; -1 where there is none. */
  signatories: z.array(Signatory).max(100),
  agreementRevision: z.int(),
});

/** A restatement took its place; it stays readable as it was. */
export const StatementSuperseded = event('StatementSuperseded', 1, {
  statement: Id,
  by: Id,
  /** It was to be restated: a period of its year had been reopened. */
  awaited: z.boolean(),
});

/** A period that it counts was reopened: what it says may no longer be what the books will say. */
export const RestatementRequired = event('RestatementRequired', 1, {
  statement: Id,
  period: Period,
});

/** A named office's statement on these very bytes. */
export const SignOffGiven = event('SignOffGiven', 1, {
  statement: Id,
  ...Signatory.shape,
  words: Text,
  number: z.int().min(1),
  sha256: Sha256,
});

export const statementEvents = {
  StatementIssued,
  StatementSuperseded,
  RestatementRequired,
  SignOffGiven,
} as const;
