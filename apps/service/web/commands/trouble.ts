import type { z } from 'zod';
import { unreadableDay } from '#contracts/values.js';
import { issueInWords } from '../../api/issue-in-words.js';

/** What a schema says by itself begins so; what we have it say is for people already. */
const bySchema = /^(Invalid|Too small)/;

const asPartOfOne = /(^write .+ as|: 5 % is) "0\.\d+"$/;

/** What is wrong with a field, as somebody in front of a form can mend it. */
export function troubleInWords(issue: z.core.$ZodIssue): string {
  const { code, message } = issue;
  // Programs write a day as one text, people fill in three boxes.
  if (message === unreadableDay) return 'write its day, month and year';
  // They keep a rate as a part of 1, people say it in per cent.
  if (asPartOfOne.test(message)) return 'write it in per cent, such as 4 or 0.5';
  if (!bySchema.test(message)) return issueInWords(issue);
  if (code === 'invalid_value') return 'choose one';
  if (code === 'invalid_union') return 'choose one, and fill in what it asks';
  if (code === 'too_small' && issue.origin === 'array')
    return issue.minimum === 1 ? 'fill in at least one' : `fill in at least ${issue.minimum}`;
  return issueInWords(issue);
}
