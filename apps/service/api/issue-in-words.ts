import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a schema says by itself begins so; what we have it say is in the words of the field already. */
const bySchema = /^(Invalid|Too small|Too big|Unrecognized)/;

/** What is wrong with a part of a request, and what would be right. */
export const issueInWords = (issue: Issue): string =>
  bySchema.test(issue.message) ? ownWords(issue) : issue.message;

function ownWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      // Whoever forgot it is not helped by its type.
      return issue.message.endsWith('received undefined')
        ? 'it is missing'
        : `write ${kinds[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return `${quoted(issue.keys)} ${issue.keys.length === 1 ? 'is' : 'are'} not asked for`;
    case 'invalid_value':
      return `write ${issue.values.length === 1 ? '' : 'one of '}${quoted(issue.values)}`;
    case 'invalid_union':
      return 'it has none of the forms that it may have, which /api/docs lists';
    case 'too_small':
      return atLeast(issue);
    case 'too_big':
      return `it is at most ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return issue.message;
  }
}

const atLeast = ({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string => {
  if (origin === 'string' && Number(minimum) === 1) return 'it is empty';
  return inclusive === false
    ? `it is more than ${minimum}`
    : `it is at least ${minimum}${unitOf(origin)}`;
};

const unitOf = (origin: string): string =>
  ({ string: ' characters long', array: ' long', set: ' long' })[origin] ?? '';

const quoted = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(', ');

/** What JSON calls these, with an article. */
const kinds: Readonly<Record<string, string>> = {
  string: 'text, between quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
