import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in what is spent and paid. */
export const spendingProblems = {
  'other-provider': {
    title: 'The award is with another provider',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The award "${f(x, 'award')}" is with ${f(x, 'provider')}, not with ${f(x, 'asked')}.`,
  },
  'not-as-claimed': {
    title: 'It was claimed otherwise',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" was claimed by ${f(x, 'provider')} on the award "${f(x, 'award')}"; verify it so, or under another identifier.`,
  },
  'payment-exceeds-invoice': {
    title: 'Less is owed on it',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'left')} left to pay: short by ${f(x, 'short')}.`,
  },
  'credit-exceeds-invoice': {
    title: 'The invoice is smaller',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'left')} left to credit: short by ${f(x, 'short')}.`,
  },
} as const satisfies ProblemTypes;
