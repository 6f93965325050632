import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in who asks: not known yet, or not to be believed. */
export const signInProblems = {
  'token-refused': {
    title: 'The access token is not taken',
    status: 401,
    ruledBy: 'who is asking',
    sentence: (x) =>
      `The access token is not taken, since ${f(x, 'why')}; get a new one for this service from your issuer.`,
  },
  'person-unknown': {
    title: 'The directory does not know who has signed in',
    status: 403,
    ruledBy: 'who is asking',
    sentence: (x) =>
      `The directory has nobody whom the issuer calls "${f(x, 'subject')}"; ask an administrator of your organisation to add you, and give them this.`,
  },
} as const satisfies ProblemTypes;
