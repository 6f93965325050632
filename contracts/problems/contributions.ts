import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in what is put in. */
export const contributionProblems = {
  'already-confirmed': {
    title: 'The contribution is confirmed already',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) => `The contribution "${f(x, 'contribution')}" is confirmed already.`,
  },
  'subject-to-budget': {
    title: 'It is subject to an annual budget',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `The contribution "${f(x, 'contribution')}" is agreed subject to the annual budget of ${f(x, 'organisation')} for ${f(x, 'year')}, which the agreement does not count as certain; name the budget resolution as evidence, with budgetResolution.`,
  },
  'not-of-a-partner': {
    title: 'Only a partner’s later years are subject to its budget',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `"${f(x, 'source')}" is a ${f(x, 'role')}; what it offers is indicative or expected until it is confirmed.`,
  },
  'confirms-too-much': {
    title: 'The contribution is smaller',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `The contribution "${f(x, 'contribution')}" amounts to ${f(x, 'amount')}: ${f(x, 'short')} too much; vary it first.`,
  },
  'nothing-changes': {
    title: 'It is so already',
    status: 422,
    ruledBy: 'how the request was made',
    sentence: (x) =>
      `The ${f(x, 'what')} "${f(x, 'id')}" is as asked for already; nothing changes.`,
  },
  'withdrawal-exceeds-contribution': {
    title: 'Less was contributed',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `The contribution "${f(x, 'contribution')}" amounts to ${f(x, 'amount')}: ${f(x, 'short')} more cannot be withdrawn.`,
  },
  'source-merged': {
    title: 'The source has gone into another',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `"${f(x, 'source')}" has been part of "${f(x, 'into')}" since ${f(x, 'since')}; record it there.`,
  },
  'not-recurrent': {
    title: 'It does not recur',
    status: 422,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `Of the contribution "${f(x, 'contribution')}" ${f(x, 'recurrent')} can recur; name the part that does.`,
  },
  'not-confirmed': {
    title: 'The contribution is not confirmed',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `The contribution "${f(x, 'contribution')}" is ${f(x, 'certainty')}; only confirmed money is due.`,
  },
  'wrong-form': {
    title: 'Cash and in kind are different things',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `The contribution "${f(x, 'contribution')}" is ${f(x, 'form')}, so this does not apply to it.`,
  },
  'aligned-money': {
    title: 'Aligned money never leaves its owner',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `This fund is aligned: its money stays with its owner and never becomes cash of a pool, as ${f(x, 'what')} would make it; record what the owner spends with record-payment, and what it has yet to be invoiced with accrue-expenditure.`,
  },
  'instalment-settled': {
    title: 'The instalment has been invoiced or received',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `Instalment "${f(x, 'instalment')}" has been invoiced or received; only the others can be rescheduled.`,
  },
  'invoice-exceeds-instalment': {
    title: 'The instalment is smaller',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `Instalment "${f(x, 'instalment')}" has ${f(x, 'left')} left to invoice: short by ${f(x, 'short')}.`,
  },
  'receipt-exceeds-instalment': {
    title: 'The instalment is smaller',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `Instalment "${f(x, 'instalment')}" has ${f(x, 'left')} left to receive: ${f(x, 'short')} too much; record the rest against the instalment it belongs to.`,
  },
  'vat-exceeds-recoverable': {
    title: 'Less VAT is recoverable',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `${f(x, 'source')} has ${f(x, 'left')} of VAT to recover that arose up to ${f(x, 'upTo')} (${f(x, 'nature')}): short by ${f(x, 'short')}.`,
  },
  'budget-exceeds-income': {
    title: 'Less other income came in',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'source')} has ${f(x, 'left')} of other income in ${f(x, 'year')} (${f(x, 'nature')}) that is not budgeted: short by ${f(x, 'short')}.`,
  },
} as const satisfies ProblemTypes;
