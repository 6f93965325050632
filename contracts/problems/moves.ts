import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in moving budget. */
export const moveProblems = {
  'move-exceeds-budget': {
    title: 'There is less to move',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'where')} has ${f(x, 'available')} of ${f(x, 'source')} money to move for ${f(x, 'year')} (${f(x, 'nature')}): short by ${f(x, 'short')}.`,
  },
  'only-confirmed-crosses': {
    title: 'Only confirmed money crosses',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'where')} has ${f(x, 'available')} of confirmed ${f(x, 'source')} money for ${f(x, 'year')}; money that is not confirmed stays in its fund, year and nature: short by ${f(x, 'short')}.`,
  },
  'crosses-source': {
    title: 'It is another’s money',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `A move keeps whose money it is: ${f(x, 'source')} is money of ${f(x, 'from')}, and it would become ${f(x, 'to')}; name the same source at both ends.`,
  },
  'crosses-alignment': {
    title: 'Pooled and aligned money do not mix',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `The fund is ${f(x, 'kind')} since ${f(x, 'ruleDate')} and the other ${f(x, 'other')}: aligned money never leaves its owner.`,
  },
  'crosses-line': {
    title: 'A cost line belongs to its award and year',
    status: 422,
    rule: 18,
    sentence: () =>
      'A cost line moves to another line of the same award and year; to move money, name a scheme or an award at both ends.',
  },
  'moves-nowhere': {
    title: 'It would stay where it is',
    status: 422,
    rule: 3,
    sentence: (x) => `Leg ${f(x, 'leg')} ends where it begins; leave it out.`,
  },
  'changes-purpose': {
    title: 'The move changes what the money is for',
    status: 422,
    rule: 20,
    sentence: (x) =>
      `${f(x, 'from')} and ${f(x, 'to')} are not known to serve the same category, need and cohort in one fund: propose it as a virement that is not technical.`,
  },
  'approval-missing': {
    title: 'An approval is missing',
    status: 422,
    rule: 20,
    sentence: (x) => `The approval of ${f(x, 'organisation')} is missing (${f(x, 'needed')}).`,
  },
  'approval-not-needed': {
    title: 'Nobody asked this organisation',
    status: 422,
    rule: 20,
    sentence: (x) =>
      `The approval of ${f(x, 'organisation')} is not asked for; it is for ${f(x, 'needed')}.`,
  },
  'proposer-approves': {
    title: 'The proposer is not the approver',
    status: 403,
    rule: 20,
    sentence: (x) =>
      `"${f(x, 'by')}" proposed it, and the office "${f(x, 'office')}" may not decide it alone; somebody else must approve it.`,
  },
  'recoding-crosses-nature': {
    title: 'Capital and revenue do not mix',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `It was ${f(x, 'was')} spending; as ${f(x, 'asked')} it is recoded only where capital is written off to revenue as abortive cost, with its reason.`,
  },
  'not-carried-out': {
    title: 'This try came to nothing',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `What was set aside for "${f(x, 'reallocation')}" is free again (${f(x, 'cause')}); ask to carry it out once more, with a new key.`,
  },
  'not-expired': {
    title: 'It has not run out',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) => `"${f(x, 'id')}" can be approved until ${f(x, 'expires')}.`,
  },
} as const satisfies ProblemTypes;
