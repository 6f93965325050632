import { f, type Facts, type ProblemTypes } from './problem-type.js';

const listed = (facts: Facts, name: string): string => {
  const value = facts[name];
  return Array.isArray(value) ? value.join(', ') : f(facts, name);
};

/** Reasons that lie in who asks: who may do what, and see what. */
export const accessProblems = {
  'role-may-not': {
    title: 'The role may not do that',
    status: 403,
    ruledBy: 'who may do what',
    sentence: (x) =>
      `You act as ${f(x, 'role')}, who may not ${f(x, 'what')}; ask one of these: ${listed(x, 'roles')}.`,
  },
  'no-appointment': {
    title: 'You act for nobody',
    status: 403,
    ruledBy: 'who may do what',
    sentence: (x) =>
      `No appointment of "${f(x, 'person')}" is in force today; an administrator of your organisation can make one.`,
  },
  'choose-appointment': {
    title: 'Say for whom you act',
    status: 403,
    ruledBy: 'who may do what',
    sentence: (x) =>
      `You have several appointments, and act by one at a time: choose on the pages, or send the header Purse-Acting-As with one of ${listed(x, 'appointments')}.`,
  },
  'not-party': {
    title: 'It is for its parties to say',
    status: 403,
    ruledBy: 'who may do what',
    sentence: (x) =>
      `${f(x, 'organisation')} is neither the host nor a partner of what "${f(x, 'what')}" names; let one of these do it.`,
  },
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
  'reference-taken': {
    title: 'The reference is taken',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `"${f(x, 'person')}" is or was somebody else, for whom your organisation does not speak; choose another reference, such as one with more digits.`,
  },
  'subject-taken': {
    title: 'Somebody else signs in so',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `Somebody else of the directory is called "${f(x, 'subject')}" by ${f(x, 'issuer')}; give what the issuer calls this person alone.`,
  },
  'own-entry': {
    title: 'It is for another administrator to change',
    status: 403,
    ruledBy: 'who may do what',
    sentence: (x) =>
      `Nobody changes or removes ${f(x, 'what')} himself; let another administrator of ${f(x, 'organisation')} do it, or the operator on the command line.`,
  },
} as const satisfies ProblemTypes;
