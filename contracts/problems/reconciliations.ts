import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in how books are compared. */
export const reconciliationProblems = {
  'extract-missing': {
    title: 'There is nothing to compare with yet',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `The reconciliation "${f(x, 'id')}" has no extract; post the file to reconciliations/${f(x, 'id')}/extract.`,
  },
  'nothing-to-propose': {
    title: 'Nothing else matches',
    status: 422,
    ruledBy: 'how the request was made',
    sentence: (x) =>
      `Of what is unmatched in the reconciliation "${f(x, 'id')}", no lines and entries of the same amount stand within ${f(x, 'daysApart')} days of each other; match the rest by hand, or allow more days.`,
  },
  'extract-recorded': {
    title: 'Another extract was recorded',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `The reconciliation "${f(x, 'id')}" compares with the file ${f(x, 'sha256')}; begin another one for another file.`,
  },
  'match-taken': {
    title: 'It is matched already',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `${f(x, 'what')} ${f(x, 'id')} belongs to the match "${f(x, 'match')}"; undo or reject that one first.`,
  },
  'match-does-not-balance': {
    title: 'The two sides are not the same money',
    status: 422,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `The lines come to ${f(x, 'lines')} and the entries to ${f(x, 'entries')}: ${f(x, 'difference')} apart. Say why in "explanation", or choose others.`,
  },
  'matches-undecided': {
    title: 'Proposed matches are undecided',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `${f(x, 'count')} proposed matches of "${f(x, 'id')}" are neither confirmed nor rejected; decide them, then sign.`,
  },
  'reconciliation-signed': {
    title: 'The reconciliation is signed',
    status: 409,
    rule: 13,
    sentence: (x) =>
      `"${f(x, 'id')}" was signed and stands as it is; begin another reconciliation of the same time.`,
  },
} as const satisfies ProblemTypes;
