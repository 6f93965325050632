import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that only the funder or the government can lift. */
export const permissionProblems = {
  'not-permitted': {
    title: 'Nobody has permitted it',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `${f(x, 'source')} may cross ${f(x, 'permits')} for ${f(x, 'permitted')} on ${f(x, 'on')}, by permission of its funder or the government: short by ${f(x, 'short')}; record their written permission first.`,
  },
  'not-theirs-to-permit': {
    title: 'It is not theirs to permit',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `${f(x, 'grantedBy')} cannot permit ${f(x, 'permits')} of ${f(x, 'source')}: record the written permission of its funder or of the government.`,
  },
} as const satisfies ProblemTypes;
