import { z } from 'zod';
import { fitsQuarter, quarterAsked, Sha256, StatementKind } from '../../events/fund/statements.js';
import { Day, FinancialYear, Id, Text } from '../../values.js';

export const statementCommands = {
  'issue-statement': z
    .strictObject({
      statement: Id,
      kind: StatementKind.default('memorandum-account'),
      year: FinancialYear,
      /** 1 is April to June; a return may be of a year up to the end of one. */
      quarter: z.int().min(1).max(4).nullable().default(null),
      /** A log number, an instant or a day; everything recorded so far where not said. */
      asKnownAt: Text.optional(),
      /** Only what has taken effect by this day. */
      effectiveOn: Day.optional(),
      /** The statement that it restates. */
      supersedes: Id.optional(),
    })
    .refine(({ kind, quarter }) => fitsQuarter(kind, quarter), {
      error: quarterAsked,
      path: ['quarter'],
    }),
  'give-sign-off': z.strictObject({
    statement: Id,
    /** Of the document that was read: nobody signs what they have not seen. */
    sha256: Sha256,
    words: Text,
  }),
} as const;
