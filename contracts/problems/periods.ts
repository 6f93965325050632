import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in the calendar of the books. */
export const periodProblems = {
  'year-closed': {
    title: 'The year is closed',
    status: 422,
    rule: 17,
    sentence: (x) =>
      `Every period of ${f(x, 'year')} is closed; reopen one on due authority, or decide it for an open year.`,
  },
  'period-not-over': {
    title: 'The period is not over',
    status: 422,
    rule: 17,
    sentence: (x) =>
      `${f(x, 'period')} has not ended on ${f(x, 'today')}; it can be closed hard once it has.`,
  },
  'period-not-begun': {
    title: 'The period has not begun',
    status: 422,
    rule: 17,
    sentence: (x) =>
      `${f(x, 'period')} has not begun on ${f(x, 'today')}; it can be closed softly once it has.`,
  },
  'earlier-period-open': {
    title: 'An earlier period is open',
    status: 422,
    rule: 17,
    sentence: (x) =>
      `${f(x, 'earlier')} is not closed yet; periods are closed hard in their order, so close it first.`,
  },
  'still-undecided': {
    title: 'Something is still undecided',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `${f(x, 'amount')} of ${f(x, 'year')} is ${f(x, 'what')}; let it be decided or lapse before the year's last period is closed.`,
  },
} as const satisfies ProblemTypes;
