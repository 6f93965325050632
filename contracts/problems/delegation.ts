import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in who may decide. */
export const delegationProblems = {
  'another-organisation': {
    title: 'It is another organisation’s to say',
    status: 403,
    rule: 9,
    sentence: (x) =>
      `${f(x, 'what')} is for ${f(x, 'organisation')} to decide; you act for ${f(x, 'asked')}.`,
  },
  'no-such-base': {
    title: 'The scheme of delegation is not complete',
    status: 422,
    rule: 20,
    sentence: (x) =>
      `The power "${f(x, 'power')}" names the base "${f(x, 'base')}", which the scheme does not state; state its amount.`,
  },
  'no-delegation': {
    title: 'No scheme of delegation is in force',
    status: 422,
    rule: 20,
    sentence: (x) =>
      `${f(x, 'organisation')} has no scheme of delegation in force on ${f(x, 'day')}; record the one that it adopted.`,
  },
  'not-delegated': {
    title: 'The office may not decide it',
    status: 403,
    rule: 20,
    sentence: (x) =>
      `The scheme of delegation of ${f(x, 'organisation')} of ${f(x, 'ruleDate')} gives the office "${f(x, 'office')}" no ${f(x, 'decision')} of the budget head "${f(x, 'head')}" on ${f(x, 'day')}.`,
  },
  'exceeds-delegation': {
    title: 'It is more than the office may decide',
    status: 403,
    rule: 20,
    sentence: (x) =>
      `The scheme of delegation of ${f(x, 'organisation')} of ${f(x, 'ruleDate')} delegates ${f(x, 'limit')} to the office "${f(x, 'office')}" (${f(x, 'decision')}): ${f(x, 'short')} too much.`,
  },
  'exceeds-cumulative': {
    title: 'Together it is more than the office may decide in a year',
    status: 403,
    rule: 20,
    sentence: (x) =>
      `The scheme of delegation of ${f(x, 'organisation')} of ${f(x, 'ruleDate')} delegates ${f(x, 'limit')} a year on the budget head "${f(x, 'head')}" to the office "${f(x, 'office')}"; ${f(x, 'already')} has been decided for ${f(x, 'year')}: ${f(x, 'short')} too much.`,
  },
  'open-end-not-delegated': {
    title: 'The office may decide up to a limit, and this has none',
    status: 403,
    rule: 20,
    sentence: (x) =>
      `The scheme of delegation of ${f(x, 'organisation')} of ${f(x, 'ruleDate')} limits what the office "${f(x, 'office')}" decides (${f(x, 'decision')}); no amount bounds what a scheme that is led by demand may come to.`,
  },
  'recurrence-not-delegated': {
    title: 'The office may not bind later years',
    status: 403,
    rule: 20,
    sentence: (x) =>
      `The scheme of delegation of ${f(x, 'organisation')} of ${f(x, 'ruleDate')} gives the office "${f(x, 'office')}" no ${f(x, 'decision')} with effect on later years.`,
  },
  'boundary-not-delegated': {
    title: 'The office may not cross that boundary',
    status: 403,
    rule: 20,
    sentence: (x) =>
      `The scheme of delegation of ${f(x, 'organisation')} of ${f(x, 'ruleDate')} lets the office "${f(x, 'office')}" decide no ${f(x, 'decision')} ${f(x, 'boundary')}.`,
  },
} as const satisfies ProblemTypes;
