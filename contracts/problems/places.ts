import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in places and bodies. */
export const placeProblems = {
  'not-an-area-code': {
    title: 'It is not a GSS code',
    status: 422,
    ruledBy: 'how places are recorded',
    sentence: (x) =>
      `"${f(x, 'area')}" is not a GSS code such as "E06000001"; only an area of the kind "local" may be named otherwise.`,
  },
  'area-in-itself': {
    title: 'An area does not lie within itself',
    status: 422,
    ruledBy: 'how places are recorded',
    sentence: (x) =>
      `"${f(x, 'area')}" is named among its own members or overlaps; leave it out of them.`,
  },
  'already-succeeded': {
    title: 'Others already stand in its place',
    status: 409,
    ruledBy: 'how places are recorded',
    sentence: (x) =>
      `${f(x, 'organisation')} was succeeded on ${f(x, 'since')} by ${f(x, 'by')}; record what became of these.`,
  },
  'not-a-successor': {
    title: 'It is not the successor',
    status: 422,
    rule: 9,
    sentence: (x) =>
      `On ${f(x, 'day')} ${f(x, 'followed')} stands in the place of ${f(x, 'organisation')}, not ${f(x, 'to')}; record the succession first, or give the cause "agreed".`,
  },
  'succeeds-itself': {
    title: 'A body does not succeed itself',
    status: 422,
    ruledBy: 'how places are recorded',
    sentence: (x) =>
      `${f(x, 'organisation')} is named as its own successor; where only its name changed, change its details.`,
  },
} as const satisfies ProblemTypes;
