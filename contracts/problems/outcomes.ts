import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in outcomes and in what is paid for them. */
export const outcomeProblems = {
  'ends-before-it-begins': {
    title: 'It ends before it begins',
    status: 422,
    ruledBy: 'how the request was made',
    sentence: (x) => `The period ends on ${f(x, 'to')}, before it begins on ${f(x, 'from')}.`,
  },
  'baseline-missing': {
    title: 'No baseline is agreed',
    status: 409,
    ruledBy: 'how outcomes are recorded',
    sentence: (x) =>
      `Nothing can be said to beat a baseline that nobody has agreed: agree one for "${f(x, 'outcome')}" first.`,
  },
  'baseline-agreed': {
    title: 'A baseline is agreed already',
    status: 409,
    rule: 1,
    sentence: (x) =>
      `The baseline of "${f(x, 'outcome')}" was agreed as ${f(x, 'value')}; supersede it, and say who agreed.`,
  },
  'not-assessable': {
    title: 'The savings share cannot be assessed',
    status: 409,
    ruledBy: 'how outcomes are recorded',
    sentence: (x) => `The savings share of "${f(x, 'outcome')}" still lacks ${f(x, 'lacks')}.`,
  },
  'assessment-outdated': {
    title: 'The assessment is missing or out of date',
    status: 409,
    rule: 12,
    sentence: (x) =>
      `Baseline, measured value or terms of "${f(x, 'outcome')}" have changed since its savings share was assessed, or it never was; assess it, then confirm.`,
  },
  'share-confirmed': {
    title: 'The savings share is confirmed',
    status: 409,
    rule: 1,
    sentence: (x) =>
      `The savings share of "${f(x, 'outcome')}" is confirmed at ${f(x, 'share')} already.`,
  },
  'not-the-payer': {
    title: 'Somebody else pays the savings share',
    status: 422,
    rule: 20,
    sentence: (x) =>
      `${f(x, 'payer')} pays the savings share of "${f(x, 'outcome')}", and confirms it itself; ${f(x, 'confirmedBy')} cannot.`,
  },
  'share-not-confirmed': {
    title: 'The savings share is only expected',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `No savings share of "${f(x, 'outcome')}" is confirmed for ${f(x, 'source')} in this fund; expected savings are never cash.`,
  },
  'receipt-exceeds-share': {
    title: 'Less savings share is confirmed',
    status: 422,
    rule: 6,
    sentence: (x) =>
      `The savings share of "${f(x, 'outcome')}" has ${f(x, 'left')} left to receive: ${f(x, 'short')} too much.`,
  },
  'personal-reference': {
    title: 'The reference may tell who the person is',
    status: 422,
    rule: 16,
    sentence: (x) =>
      `The reference to the person seems to be ${f(x, 'seems')}; use a pseudonym with a digit in it, such as "hl-000417", whose key only the provider holds.`,
  },
  'already-started': {
    title: 'The person has started already',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'person')}" started on ${f(x, 'started')} under these terms; a new start is for another outcome from ${f(x, 'until')} on.`,
  },
  'access-not-met': {
    title: 'The access rule of that day is not met',
    status: 422,
    rule: 12,
    sentence: (x) =>
      `The access rule of ${f(x, 'ruleDate')} needs ${f(x, 'fact')} ${f(x, 'needed')} on the day of the start; shown is ${f(x, 'shown')}.`,
  },
  'stage-not-reached': {
    title: 'The stage is not reached yet',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `Started on ${f(x, 'started')}, the stage "${f(x, 'stage')}" is reached on ${f(x, 'reached')}; claim it from that day on.`,
  },
  'stage-cap-exceeded': {
    title: 'The cap of the stage is reached',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `The terms cap the stage "${f(x, 'stage')}" at ${f(x, 'cap')} for ${f(x, 'year')}; this would exceed it by ${f(x, 'short')}.`,
  },
  'stage-not-payable': {
    title: 'The stage is not payable',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `The claim "${f(x, 'claim')}" is ${f(x, 'state')}; a stage is payable once it is verified, and one outcome of one person once.`,
  },
  'follows-another': {
    title: 'The money follows another person',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The money of "${f(x, 'award')}" follows another person than the one of the claim "${f(x, 'claim')}"; claim on the award of that person.`,
  },
  'pays-on-another-outcome': {
    title: 'The award pays on another outcome',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `The award "${f(x, 'award')}" pays on ${f(x, 'outcomes')}, not on "${f(x, 'asked')}"; claim on the outcome that it names, or agree its outcome payments anew.`,
  },
  'outcome-has-no-more': {
    title: 'The award pays no more for the outcome',
    status: 422,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `The award "${f(x, 'award')}" pays at most ${f(x, 'most')} for the outcome "${f(x, 'outcome')}" and has ${f(x, 'left')} of it left: ${f(x, 'short')} too much; agree its outcome payments anew, or reject the claim.`,
  },
  'own-exception': {
    title: 'Nobody allows an exception for itself',
    status: 422,
    rule: 20,
    sentence: (x) =>
      `${f(x, 'provider')} claims "${f(x, 'claim')}" and cannot allow that it is paid twice; an office of a partner or funder may.`,
  },
  'stage-counted': {
    title: 'The stage is paid for, or about to be',
    status: 409,
    rule: 1,
    sentence: (x) =>
      `The fund "${f(x, 'fund')}" has verified its payment of the claim "${f(x, 'claim')}"; reverse that expenditure there first.`,
  },
  'claimed-from-another-fund': {
    title: 'It was claimed from another fund',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The claim "${f(x, 'claim')}" was made to the fund "${f(x, 'fund')}"; verify its payment there.`,
  },
} as const satisfies ProblemTypes;
