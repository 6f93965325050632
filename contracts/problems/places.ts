import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in places and bodies. */
export const placeProblems = {
  'not-an-area-code': {
    title: 'It is not a GSS code',
    status: 422,
    sentence: (x) =>
      `"${f(x, 'area')}" is not a GSS code such as "E06000001"; only an area of the kind "local" may be named otherwise.`,
  },
  'area-in-itself': {
    title: 'An area does not lie within itself',
    status: 422,
    sentence: (x) =>
      `"${f(x, 'area')}" is named among its own members or overlaps; leave it out of them.`,
  },
} as const satisfies ProblemTypes;
