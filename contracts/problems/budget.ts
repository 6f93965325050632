import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in the authority to spend. */
export const budgetProblems = {
  'allocation-exceeds-source': {
    title: 'The source has less unallocated',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'source')} has ${f(x, 'unallocated')} unallocated for ${f(x, 'year')} (${f(x, 'nature')}): short by ${f(x, 'short')}.`,
  },
  'ring-fence-forbids': {
    title: 'The ring-fence does not allow it',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `The ring-fence "${f(x, 'ringFence')}" of ${f(x, 'ruleDate')} keeps ${f(x, 'source')} for ${f(x, 'allowed')}; ${f(x, 'asked')} is outside it.`,
  },
  'crosses-nature': {
    title: 'Capital and revenue do not mix',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `${f(x, 'source')} holds ${f(x, 'holds')} money for ${f(x, 'year')}; using it as ${f(x, 'nature')} needs its funder's recorded permission.`,
  },
  'commitment-exceeds-scheme': {
    title: 'The scheme has less uncommitted',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'scheme')} has ${f(x, 'uncommitted')} uncommitted for ${f(x, 'year')} (${f(x, 'nature')}) from the sources asked for: short by ${f(x, 'short')}.`,
  },
  'ahead-of-confirmed': {
    title: 'Too much would be committed ahead of confirmed money',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `The agreement of ${f(x, 'ruleDate')} allows ${f(x, 'limit')} to be committed against ${f(x, 'certainty')} money in ${f(x, 'year')}; this would exceed it by ${f(x, 'short')}.`,
  },
  'not-reserved': {
    title: 'Nothing is reserved for the award',
    status: 409,
    rule: 4,
    sentence: (x) => `Nothing is reserved for the award "${f(x, 'award')}" in ${f(x, 'where')}.`,
  },
  'release-exceeds-commitment': {
    title: 'The award has less outstanding',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The award "${f(x, 'award')}" has ${f(x, 'outstanding')} outstanding for ${f(x, 'year')}: short by ${f(x, 'short')}.`,
  },
  'change-under-way': {
    title: 'Another change of the award is under way',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `The change "${f(x, 'change')}" of the award "${f(x, 'award')}" is under way; repeat the request once it is made or has lapsed.`,
  },
  'cost-line-short': {
    title: 'The cost line has less',
    status: 422,
    rule: 3,
    sentence: (x) =>
      `The cost line ${f(x, 'category')} has ${f(x, 'left')} in ${f(x, 'year')}: short by ${f(x, 'short')}.`,
  },
  'award-lapsed': {
    title: 'The award has lapsed',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `The award "${f(x, 'award')}" lapsed (${f(x, 'cause')}); make a new one with a new identifier.`,
  },
} as const satisfies ProblemTypes;
