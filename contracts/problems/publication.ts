import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in what a fund publishes. */
export const publicationProblems = {
  'for-the-host': {
    title: 'It is for who keeps the fund',
    status: 403,
    rule: 21,
    sentence: (x) =>
      `What of the fund is public is for ${f(x, 'host')} to say, who keeps it; ${f(x, 'organisation')} does not.`,
  },
  'no-publication-policy': {
    title: 'Nothing says what is published',
    status: 422,
    rule: 21,
    sentence: (x) =>
      `The fund has no publication policy on ${f(x, 'day')}; set one from that day or an earlier one on.`,
  },
  'publication-not-next': {
    title: 'It is not what is published next',
    status: 422,
    rule: 21,
    sentence: (x) =>
      `The next publication goes up to a day between ${f(x, 'earliest')} and today, ${f(x, 'today')}, not up to ${f(x, 'until')}: publications follow each other without a gap and never overlap.`,
  },
  'published-meanwhile': {
    title: 'Something was published meanwhile',
    status: 409,
    rule: 21,
    sentence: (x) =>
      `${f(x, 'publication')} was made while this one was being prepared; ask again for what follows it.`,
  },
  'publication-too-large': {
    title: 'It is too much for one publication',
    status: 422,
    rule: 21,
    sentence: (x) =>
      `Up to ${f(x, 'until')} there are ${f(x, 'lines')} lines, more than one publication takes; publish up to an earlier day first.`,
  },
} as const satisfies ProblemTypes;
