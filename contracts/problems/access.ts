import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in who asks: who may do what, and see what. */
export const accessProblems = {
  'appoints-self': {
    title: 'Nobody appoints himself',
    status: 403,
    rule: 20,
    sentence: (x) =>
      `The appointment "${f(x, 'id')}" is of the person who asks for it; let another administrator of ${f(x, 'organisation')} appoint, or the operator on the command line.`,
  },
  'not-yours-to-appoint': {
    title: 'It is for the other organisation to appoint',
    status: 403,
    ruledBy: 'who may do what',
    sentence: (x) =>
      `${f(x, 'role')} for ${f(x, 'organisation')} is for its own administrator to appoint. For others ${f(x, 'asked')} appoints auditors, providers and funders, to funds that it hosts and names.`,
  },
  'fund-of-others': {
    title: 'The fund is not one of the organisation’s',
    status: 403,
    ruledBy: 'who may do what',
    sentence: (x) =>
      `${f(x, 'organisation')} is not ${f(x, 'needed')} of the fund "${f(x, 'fund')}"; name funds of which it is.`,
  },
} as const satisfies ProblemTypes;
