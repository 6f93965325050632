import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in who asks: not known yet, or not to be believed. */
export const signInProblems = {
  'not-signed-in': {
    title: 'Nobody has signed in',
    status: 401,
    ruledBy: 'who is asking',
    sentence: () =>
      'Nobody has signed in; sign in on the pages, or send a token of your issuer in the header Authorization: Bearer.',
  },
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
  'sign-in-failed': {
    title: 'You are not signed in',
    status: 400,
    ruledBy: 'who is asking',
    sentence: (x) =>
      `You are not signed in, since ${f(x, 'why')}; begin again from the first page.`,
  },
  'form-not-ours': {
    title: 'The form does not come from a page of this service',
    status: 403,
    ruledBy: 'who is asking',
    sentence: () =>
      'What was sent does not come from a page that you were given while you were signed in; open the page again and send it from there. Programs sign in with a token.',
  },
  'another-name': {
    title: 'The service has another name',
    status: 421,
    ruledBy: 'how the request was made',
    sentence: () =>
      'While people sign in with the local issuer, the service answers as localhost only; set PURSE_ISSUER and PURSE_URL to reach it by another name.',
  },
  'too-many-requests': {
    title: 'Too many requests',
    status: 429,
    ruledBy: 'the state of the service',
    sentence: (x) =>
      `You ask more often than one client may; ask again in ${f(x, 'seconds')} seconds.`,
  },
  'issuer-unreachable': {
    title: 'The issuer cannot be reached',
    status: 503,
    ruledBy: 'the state of the service',
    sentence: (x) =>
      `Who you are cannot be found out now, since the issuer ${f(x, 'issuer')} does not answer as it should: ${f(x, 'why')}; try again in a moment.`,
  },
} as const satisfies ProblemTypes;
