import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in what is spent and paid. */
export const spendingProblems = {
  'other-provider': {
    title: 'The award is with another provider',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The award "${f(x, 'award')}" is with ${f(x, 'provider')}, not with ${f(x, 'asked')}.`,
  },
  'not-as-claimed': {
    title: 'It was claimed otherwise',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" was claimed by ${f(x, 'provider')} on the award "${f(x, 'award')}"; verify it so, or under another identifier.`,
  },
  'exceeds-claim': {
    title: 'Less was claimed',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" was claimed as ${f(x, 'claimed')}: ${f(x, 'short')} less than is verified. Verify what was claimed, and what goes beyond it as a claim or an invoice of its own.`,
  },
  'not-as-accrued': {
    title: 'It was accrued otherwise',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'accrual')}" was accrued for ${f(x, 'provider')} on ${f(x, 'charged')}; an invoice clears its own accrual only. Name that one, or none.`,
  },
  'payment-exceeds-invoice': {
    title: 'Less is owed on it',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'left')} left to pay, beside ${f(x, 'disputed')} in dispute: short by ${f(x, 'short')}.`,
  },
  'approval-exceeds-invoice': {
    title: 'Less is left to approve',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'left')} that is owed, not in dispute and not yet approved: short by ${f(x, 'short')}.`,
  },
  'dispute-exceeds-invoice': {
    title: 'Less is open on it',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'left')} that is neither paid nor in dispute: short by ${f(x, 'short')}.`,
  },
  'not-in-dispute': {
    title: 'Less of it is in dispute',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'disputed')} in dispute: short by ${f(x, 'short')}.`,
  },
  'in-dispute': {
    title: 'It is in dispute',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'disputed')} in dispute; resolve or reject it first.`,
  },
  'recovery-exceeds-debt': {
    title: 'The provider owes less',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `${f(x, 'provider')} owes ${f(x, 'left')} on "${f(x, 'expenditure')}": short by ${f(x, 'short')}.`,
  },
  'advance-exceeds-commitment': {
    title: 'The award has less to advance',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The award "${f(x, 'award')}" has ${f(x, 'outstanding')} outstanding for ${f(x, 'year')} that was not advanced: short by ${f(x, 'short')}.`,
  },
  'exceeds-advance': {
    title: 'Less of the advance is open',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The advance "${f(x, 'advance')}" has ${f(x, 'left')} that is neither evidenced nor returned: short by ${f(x, 'short')}; record what goes beyond it as a claim.`,
  },
  'credit-exceeds-invoice': {
    title: 'The invoice is smaller',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'left')} left to credit: short by ${f(x, 'short')}.`,
  },
  'retention-exceeds-invoice': {
    title: 'Less is owed on it',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'left')} that could be kept back: short by ${f(x, 'short')}.`,
  },
  'nothing-retained': {
    title: 'Less is kept back',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `Of "${f(x, 'expenditure')}" ${f(x, 'retained')} is kept back: short by ${f(x, 'short')}.`,
  },
  'recoded-before-spending': {
    title: 'It was spent later',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The expenditure "${f(x, 'expenditure')}" counts from ${f(x, 'spent')}: it can be recoded on that day or later, not on ${f(x, 'asked')}.`,
  },
  'recoding-exceeds-spending': {
    title: 'Less of it stands',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `Of the expenditure "${f(x, 'expenditure')}" ${f(x, 'left')} stands: ${f(x, 'short')} less than is asked. Recode that, or leave the amount out.`,
  },
  'recoding-exceeds-payments': {
    title: 'Less was published so',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `Published payments of ${f(x, 'left')} are coded otherwise than asked and stand under ${f(x, 'where')}: short by ${f(x, 'short')}.`,
  },
  'nothing-to-recode': {
    title: 'Nothing would change',
    status: 422,
    rule: 1,
    sentence: (x) =>
      `No published payments stand under ${f(x, 'where')} that are not coded so already; look at the fund’s balances for what does.`,
  },
  'recodes-too-much': {
    title: 'It needs more than one command',
    status: 422,
    rule: 1,
    sentence: (x) =>
      `It takes from ${f(x, 'found')} codings, and one command lists at most ${f(x, 'most')}; recode ${f(x, 'within')} first, or a scheme, a source or a provider by itself, and the rest with further commands.`,
  },
} as const satisfies ProblemTypes;
