import { z } from 'zod';
import { refuse } from '#projections/reading/refused.js';
import { issueInWords } from './issue-in-words.js';

/** What was asked or said, checked against its schema; refused with what is wrong, and where. */
export function checkedQuery<Schema extends z.ZodType>(
  schema: Schema,
  query: unknown,
): z.output<Schema> {
  const asked = schema.safeParse(query);
  if (asked.success) return asked.data;
  throw refuse('invalid-request', { detail: wordsOf(asked.error) });
}

/** `amount: write an amount as "1200000.00"; source: …`. */
export const wordsOf = (error: z.ZodError): string =>
  error.issues
    .map((issue) => {
      const words = issueInWords(issue);
      return issue.path.length > 0 ? `${issue.path.join('.')}: ${words}` : words;
    })
    .join('; ');

/** Whether nothing is to be recorded. */
export const dryRun = z
  .enum(['true', 'false'], 'write true or false')
  .default('false')
  .transform((said) => said === 'true');
