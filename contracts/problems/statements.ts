import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in statements and who signs them. */
export const statementProblems = {
  'statement-stands': {
    title: 'A statement of it stands',
    status: 409,
    rule: 13,
    sentence: (x) =>
      `${f(x, 'standing')} is the ${f(x, 'kind')} of ${f(x, 'of')}; a new one restates it and names it in supersedes.`,
  },
  'statement-of-another': {
    title: 'It is a statement of something else',
    status: 422,
    rule: 13,
    sentence: (x) =>
      `${f(x, 'supersedes')} is the ${f(x, 'kind')} of ${f(x, 'of')}; a restatement is of the same kind and the same time.`,
  },
  'statement-differs': {
    title: 'It is not the document that was issued',
    status: 422,
    rule: 13,
    sentence: (x) =>
      `${f(x, 'statement')} was issued with the SHA-256 ${f(x, 'issued')}, and you name ${f(x, 'named')}; read the issued document and sign that.`,
  },
  'books-say-otherwise': {
    title: 'The books say something else',
    status: 422,
    rule: 10,
    sentence: (x) =>
      `As known at number ${f(x, 'logNumber')}, ${f(x, 'with')} owes ${f(x, 'ours')} by the fund's books, and you say ${f(x, 'said')}; leave ours out, and it is read from them.`,
  },
  'sign-off-not-asked': {
    title: 'This office is not asked to sign',
    status: 403,
    rule: 13,
    sentence: (x) =>
      `The agreement asks ${f(x, 'signatories')} to sign ${f(x, 'statement')}, not ${f(x, 'office')} of ${f(x, 'organisation')}.`,
  },
  'evidence-of-others': {
    title: 'It shows what others receive',
    status: 403,
    rule: 21,
    sentence: (x) =>
      `The evidence of ${f(x, 'fund')} as a whole is for its partners, funders and auditors; a provider asks for its own, with provider=${f(x, 'organisation')}.`,
  },
  'too-many-streams': {
    title: 'It would rest on too many streams',
    status: 422,
    rule: 13,
    sentence: (x) =>
      `A statement of ${f(x, 'fund')} would rest on ${f(x, 'streams')} streams, and the event that issues it names ${f(x, 'streamsMax')} at most; read it as known at a number instead.`,
  },
  'statement-not-reproduced': {
    title: 'The statement is not reproduced',
    status: 500,
    rule: 13,
    sentence: (x) =>
      `${f(x, 'statement')} was issued with the SHA-256 ${f(x, 'issued')} and now comes out as ${f(x, 'made')}; it is not shown, and the views and the log must be verified.`,
  },
} as const satisfies ProblemTypes;
