import { z } from 'zod';
import { Sha256, StatementKind } from '../../events/fund/statements.js';
import { Day, FinancialYear, Id, Text } from '../../values.js';

export const statementCommands = {
  'issue-statement': z
    .strictObject({
      statement: Id,
      kind: StatementKind.default('memorandum-account'),
      year: FinancialYear,
      /** 1 is April to June; only a quarter's report has one. */
      quarter: z.int().min(1).max(4).nullable().default(null),
      /** A log number, an instant or a day; everything recorded so far where not said. */
      asKnownAt: Text.optional(),
      /** Only what has taken effect by this day. */
      effectiveOn: Day.optional(),
      /** The statement that it restates. */
      supersedes: Id.optional(),
    })
    .refine(({ kind, quarter }) => (kind === 'partner-quarter') === (quarter !== null), {
      error: 'a quarter is named for a partner-quarter, and for nothing else',
      path: ['quarter'],
    }),
  'give-sign-off': z.strictObject({
    statement: Id,
    /** Of the document that was read: nobody signs what they have not seen. */
    sha256: Sha256,
    words: Text,
  }),
} as const;
