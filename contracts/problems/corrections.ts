import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in what is corrected. */
export const correctionProblems = {
  'relied-on': {
    title: 'Something rests on it',
    status: 409,
    rule: 1,
    sentence: (x) =>
      `The entry ${f(x, 'entry')} cannot be taken back while ${f(x, 'rests')}: correct that first.`,
  },
} as const satisfies ProblemTypes;
