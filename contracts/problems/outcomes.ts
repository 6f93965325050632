import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in outcomes and in what is paid for them. */
export const outcomeProblems = {
  'ends-before-it-begins': {
    title: 'It ends before it begins',
    status: 422,
    sentence: (x) => `The period ends on ${f(x, 'to')}, before it begins on ${f(x, 'from')}.`,
  },
  'baseline-missing': {
    title: 'No baseline is agreed',
    status: 409,
    sentence: (x) =>
      `Nothing can be said to beat a baseline that nobody has agreed: agree one for "${f(x, 'outcome')}" first.`,
  },
  'baseline-agreed': {
    title: 'A baseline is agreed already',
    status: 409,
    rule: 1,
    sentence: (x) =>
      `The baseline of "${f(x, 'outcome')}" was agreed as ${f(x, 'value')}; supersede it, and say who agreed.`,
  },
  'not-assessable': {
    title: 'The savings share cannot be assessed',
    status: 409,
    sentence: (x) => `The savings share of "${f(x, 'outcome')}" still lacks ${f(x, 'lacks')}.`,
  },
  'assessment-outdated': {
    title: 'The assessment is missing or out of date',
    status: 409,
    rule: 12,
    sentence: (x) =>
      `Baseline, measured value or terms of "${f(x, 'outcome')}" have changed since its savings share was assessed, or it never was; assess it, then confirm.`,
  },
  'share-confirmed': {
    title: 'The savings share is confirmed',
    status: 409,
    rule: 1,
    sentence: (x) =>
      `The savings share of "${f(x, 'outcome')}" is confirmed at ${f(x, 'share')} already.`,
  },
  'share-not-confirmed': {
    title: 'The savings share is only expected',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `No savings share of "${f(x, 'outcome')}" is confirmed for ${f(x, 'source')} in this fund; expected savings are never cash.`,
  },
  'receipt-exceeds-share': {
    title: 'Less savings share is confirmed',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `The savings share of "${f(x, 'outcome')}" has ${f(x, 'left')} left to receive: ${f(x, 'short')} too much.`,
  },
} as const satisfies ProblemTypes;
