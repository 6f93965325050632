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
  'share-exceeded': {
    title: 'The share is used up',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `"${f(x, 'limit')}" of ${f(x, 'ruleDate')} allows ${f(x, 'allowed')} (${f(x, 'rate')} of ${f(x, 'base')} of ${f(x, 'source')}, ${f(x, 'rounding')}): this would exceed it by ${f(x, 'short')}.`,
  },
  'costs-unsaid': {
    title: 'The award does not say what it is for',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `"${f(x, 'limit')}" of ${f(x, 'ruleDate')} limits what ${f(x, 'source')} pays for ${f(x, 'costs')}, and the award "${f(x, 'award')}" does not say what it is for: state its "costShares".`,
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
  'basis-unsaid': {
    title: 'An obligation in law says what it rests on',
    status: 422,
    rule: 19,
    sentence: () =>
      'An obligation that exists in law is recorded over budget or not: name the statute, the order or the term that it rests on as "legalBasis".',
  },
  'ahead-of-confirmed': {
    title: 'Too much would be committed ahead of confirmed money',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `The agreement of ${f(x, 'ruleDate')} allows ${f(x, 'limit')} to be committed against ${f(x, 'certainty')} money in ${f(x, 'year')}; this would exceed it by ${f(x, 'short')}.`,
  },
  'scheme-closed': {
    title: 'The scheme is closed',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `The scheme "${f(x, 'scheme')}" is closed since ${f(x, 'closed')} and takes no more budget.`,
  },
  'scheme-open': {
    title: 'The scheme has budget or commitments left',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The scheme "${f(x, 'scheme')}" has ${f(x, 'open')} of budget or commitments open; give up or move the budget, and release or match the commitments first.`,
  },
  'budget-exceeded': {
    title: 'The scheme has less uncommitted',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'scheme')} has ${f(x, 'uncommitted')} of ${f(x, 'source')} uncommitted for ${f(x, 'year')} (${f(x, 'nature')}): short by ${f(x, 'short')}.`,
  },
  'serves-another-area': {
    title: 'The scheme serves another area',
    status: 422,
    ruledBy: 'how places are recorded',
    sentence: (x) =>
      `The scheme "${f(x, 'scheme')}" serves ${f(x, 'area')}, not ${f(x, 'asked')}; name a scheme of that area.`,
  },
  'not-covered': {
    title: 'It is still beyond the budget',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'scheme')} is still over its budget of ${f(x, 'source')} for ${f(x, 'year')} (${f(x, 'nature')}) by ${f(x, 'short')}; move money there first.`,
  },
  'cover-exceeds-budget': {
    title: 'There is less to cover it with',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'source')} has ${f(x, 'available')} in "${f(x, 'from')}" for ${f(x, 'year')} (${f(x, 'nature')}): short by ${f(x, 'short')}.`,
  },
  'cover-exceeds-overspend': {
    title: 'Less is missing',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'scheme')} needs ${f(x, 'missing')} of cover: ${f(x, 'short')} too much.`,
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
