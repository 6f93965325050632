import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in what may be known of a person. */
export const personProblems = {
  'person-forgotten': {
    title: 'The person is forgotten',
    status: 409,
    rule: 16,
    sentence: (x) =>
      `The key of "${f(x, 'person')}" was destroyed: nothing can be sealed or read for that reference. Leave out what concerns the person.`,
  },
} as const satisfies ProblemTypes;
