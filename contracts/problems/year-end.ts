import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in the end of a year. */
export const yearEndProblems = {
  'year-not-over': {
    title: 'The year is not over',
    status: 422,
    rule: 8,
    sentence: (x) => `${f(x, 'year')} ends on ${f(x, 'last')}; it can be closed after that.`,
  },
  'earlier-year-open': {
    title: 'An earlier year is open',
    status: 422,
    rule: 8,
    sentence: (x) =>
      `${f(x, 'earlier')} is not closed, and a year opens with what the one before closed; close it first.`,
  },
  'year-stands-closed': {
    title: 'The year is closed already',
    status: 409,
    rule: 13,
    sentence: (x) =>
      `${f(x, 'year')} is closed; reopen one of its periods on due authority to close it anew.`,
  },
  'commitment-undecided': {
    title: 'A commitment is undecided',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The award "${f(x, 'award')}" has ${f(x, 'outstanding')} of ${f(x, 'year')} outstanding; say whether it is released or carried with its money.`,
  },
  'unspent-undecided': {
    title: 'Unspent money is undecided',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `${f(x, 'source')} has ${f(x, 'unspent')} of ${f(x, 'nature')} money unspent, which settles alone; say whether it is carried, held or returned, and on whose word.`,
  },
  'basis-missing': {
    title: 'The basis for carrying it is missing',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `${f(x, 'source')} is an NHS body's money; carrying its share of ${f(x, 'amount')} needs the basis that its chief finance officer recorded.`,
  },
  'settles-alone': {
    title: 'It has no part in what is shared',
    status: 422,
    rule: 7,
    sentence: (x) =>
      `The agreement names ${f(x, 'party')} to share in ${f(x, 'year')}, but it is no source of the fund whose unrestricted money is shared: ring-fenced, restricted and capital money settles alone. Vary the agreement for that year.`,
  },
  'year-not-begun': {
    title: 'The year has not begun',
    status: 422,
    rule: 8,
    sentence: (x) =>
      `${f(x, 'year')} begins on ${f(x, 'first')}; from then on it may stand on provisional balances.`,
  },
  'provisional-exceeds': {
    title: 'Less is expected to be left',
    status: 422,
    rule: 8,
    sentence: (x) =>
      `${f(x, 'earlier')} is expected to leave ${f(x, 'left')} of ${f(x, 'source')} (${f(x, 'nature')}) that nobody was promised: short by ${f(x, 'short')}.`,
  },
  'provisional-year-limited': {
    title: 'It is limited to its year',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `Money of ${f(x, 'source')} (${f(x, 'nature')}) is limited to ${f(x, 'earlier')}: what is unspent of it is held until its funder decides, and cannot be brought before.`,
  },
  'basis-of-another': {
    title: 'Another office gave the basis',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `The basis for carrying ${f(x, 'source')} is that of its ${f(x, 'offices')}, and not of its ${f(x, 'office')}.`,
  },
  'carried-without-money': {
    title: 'A commitment would go on without its money',
    status: 422,
    rule: 8,
    sentence: (x) =>
      `Commitments of ${f(x, 'commitments')} of ${f(x, 'source')} (${f(x, 'nature')}) would be carried, and what it carries forward is short by ${f(x, 'short')}; release some of them, and promise them anew from the next year's money.`,
  },
  'committed-and-held': {
    title: 'What is committed would be held',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `${f(x, 'source')} (${f(x, 'nature')}) is limited to its year, and its commitments of ${f(x, 'commitments')} are carried only where its funder lets its money be carried; say on whose word, or release them.`,
  },
  'outside-not-received': {
    title: 'Cover from outside has not come in',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `Money from outside meets an overspend once it is other income of the year's unrestricted money: short by ${f(x, 'short')}; record it first.`,
  },
  'sources-unknown': {
    title: 'It is not known whose money was spent',
    status: 422,
    rule: 14,
    sentence: (x) =>
      `${f(x, 'amount')} of ${f(x, 'year')} was spent from an unknown source; recode it before its variance is shared.`,
  },
  'natures-unknown': {
    title: 'It is not known whether it was capital',
    status: 422,
    rule: 14,
    sentence: (x) =>
      `${f(x, 'amount')} of ${f(x, 'year')} was spent as neither capital nor revenue; recode it, for capital settles alone and revenue is shared.`,
  },
  'income-unknown': {
    title: 'It is not known whose other income it is',
    status: 422,
    rule: 14,
    sentence: (x) =>
      `${f(x, 'amount')} of other income of ${f(x, 'year')} has no source, or is neither capital nor revenue; reverse its entry on a day of that year, and record it anew with what is known since.`,
  },
  'aligned-not-shared': {
    title: 'The agreement does not share its variance',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `The variance of ${f(x, 'aligned')} is shared only if it stands under the same agreement, and that says so.`,
  },
  'exceeds-held': {
    title: 'Less is held for the funder',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `${f(x, 'left')} of ${f(x, 'source')} is held in ${f(x, 'year')} (${f(x, 'nature')}): short by ${f(x, 'short')}.`,
  },
  'exceeds-returnable': {
    title: 'Less is owed to them',
    status: 422,
    rule: 5,
    sentence: (x) =>
      `${f(x, 'left')} is owed to ${f(x, 'source')} (${f(x, 'nature')}): short by ${f(x, 'short')}.`,
  },
} as const satisfies ProblemTypes;
