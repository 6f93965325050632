import { f, type Facts, type ProblemTypes } from './problem-type.js';

/** What of a running total is not decided yet, where any of it is not. */
const withMovesUnderWay = (x: Facts): string =>
  x['underWay'] === '0.00'
    ? ''
    : `, ${f(x, 'underWay')} of it by reallocations that are being carried out`;

/** Reasons that lie in the terms of an award, and in the law that it was made under. */
export const awardProblems = {
  'award-moved-on': {
    title: 'The award changed meanwhile',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `The award "${f(x, 'award')}" changed while money was set aside for its change "${f(x, 'change')}"; ask for it again under another identifier.`,
  },
  'change-lapsed': {
    title: 'The change has lapsed',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `The change "${f(x, 'change')}" of the award "${f(x, 'award')}" lapsed (${f(x, 'cause')}); ask for it again under another identifier.`,
  },
  'award-over': {
    title: 'The award is over',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) => `The award "${f(x, 'award')}" has ended; make a new one.`,
  },
  'before-award': {
    title: 'The award is not in force by then',
    status: 422,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `The award "${f(x, 'award')}" is in force from ${f(x, 'from')}; what changes it takes effect on that day or later, not on ${f(x, 'asked')}.`,
  },
  'offer-over': {
    title: 'The offer is over',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The offer "${f(x, 'award')}" was open until ${f(x, 'until')}; make a new one with a new identifier.`,
  },
  'changes-character': {
    title: 'It would be another contract',
    status: 422,
    ruledBy: 'the procurement regime',
    sentence: (x) =>
      `The variation "${f(x, 'change')}" would change the character of the contract; procure it anew.`,
  },
  'variation-exceeds-regime': {
    title: 'The variations reach the limits of the procurement regime',
    status: 422,
    ruledBy: 'the procurement regime',
    sentence: (x) =>
      `With this the contract of ${f(x, 'original')} would have been varied by ${f(x, 'total')} (${f(x, 'percent')}%)${withMovesUnderWay(x)}, which reaches both limits of ${f(x, 'law')} as of ${f(x, 'ruleDate')}; procure it anew, or vary it and state in "notwithstanding" the ground on which it is made all the same.`,
  },
  'no-notice-due': {
    title: 'No notice is due',
    status: 409,
    ruledBy: 'the procurement regime',
    sentence: (x) => `No transparency notice is due on the contract: ${f(x, 'notice')}.`,
  },
  'option-too-late': {
    title: 'The option can no longer be exercised',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `Option ${f(x, 'option')} could be exercised until ${f(x, 'exerciseBy')}; record that it has lapsed.`,
  },
  'option-still-open': {
    title: 'The option can still be exercised',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `Option ${f(x, 'option')} can be exercised until ${f(x, 'exerciseBy')}; it lapses the day after, or is given up.`,
  },
  'option-exceeds-worth': {
    title: 'The option is worth less',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `Option ${f(x, 'option')} is worth ${f(x, 'worth')}: short by ${f(x, 'short')}; what goes beyond it is a variation.`,
  },
  'not-indexed': {
    title: 'The contract is not indexed',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: () => 'The contract has no indexation clause; change its price by a variation.',
  },
  'other-index-month': {
    title: 'The prices rest on another month of the index',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `The prices rest on ${f(x, 'rests')} of ${f(x, 'index')}; give its value for that month, and for a later one.`,
  },
  'break-not-theirs': {
    title: 'The break clause is not theirs',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `The break clause "${f(x, 'break')}" is for the ${f(x, 'by')}, not the ${f(x, 'asked')}.`,
  },
  'break-too-soon': {
    title: 'The break comes too soon',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `By the break clause "${f(x, 'break')}" (from ${f(x, 'from')}, ${f(x, 'noticeMonths')} months’ notice) the contract can end on ${f(x, 'earliest')} at the earliest.`,
  },
  'beyond-allowance': {
    title: 'The contract allows less to move without asking',
    status: 422,
    rule: 20,
    sentence: (x) =>
      `Of the allowance of ${f(x, 'allowance')} for ${f(x, 'year')}, ${f(x, 'left')} is left: short by ${f(x, 'short')}; propose a reallocation.`,
  },
  'not-lead-provider': {
    title: 'The provider leads no others',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `By the terms of the award ${f(x, 'provider')} is no lead provider; agree terms that make it one before it passes money on.`,
  },
  'subcontracts-exceed-contract': {
    title: 'The award has less to pass on',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `The award has ${f(x, 'left')} that is not passed on yet: short by ${f(x, 'short')}.`,
  },
  'not-over-yet': {
    title: 'It has not ended yet',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `The contract is to end on ${f(x, 'end')}, after ${f(x, 'on')}; give notice by a break clause, or vary its term.`,
  },
  'condition-not-met': {
    title: 'A condition of the grant is not met',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `The award "${f(x, 'award')}" pays only once this is met: ${f(x, 'condition')} (${f(x, 'text')}).`,
  },
  'reassess-instead': {
    title: 'The money follows a person’s needs',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `The money of a personal budget is what the needs come to: reassess it, and say why, instead of the change "${f(x, 'change')}".`,
  },
  'stages-exceed-award': {
    title: 'The award has less in the fund',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `The award has ${f(x, 'has')} in the fund "${f(x, 'fund')}", so no more of it can pay on outcomes: short by ${f(x, 'short')}.`,
  },
  'paid-on-stages': {
    title: 'The award pays on outcomes',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `Beside the stages of ${f(x, 'outcomes')} the award "${f(x, 'award')}" has ${f(x, 'left')} left to pay: ${f(x, 'short')} too much; claim a stage on the outcome, or dispute or reject the invoice.`,
  },
  'paid-in-arrears': {
    title: 'The grant pays in arrears',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) => `The award "${f(x, 'award')}" pays claims in arrears, nothing in advance.`,
  },
} as const satisfies ProblemTypes;
