import type { Json } from './envelope.js';

/** A problem type: stable name, status of the HTTP answer, rule of domain.md where one is broken. */
interface ProblemType {
  readonly title: string;
  readonly status: number;
  readonly rule?: number;
  /** One sentence for people, from the facts: what, where, and what would be right. */
  readonly sentence: (facts: Facts) => string;
}

export type Facts = Readonly<Record<string, Json>>;

const f = (facts: Facts, name: string): string => {
  const value = facts[name];
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : JSON.stringify(value);
};

/** Every reason for which the ledger refuses, each a type that callers may rely on (RFC 9457). */
export const problemTypes = {
  'invalid-request': {
    title: 'The request cannot be read',
    status: 400,
    sentence: (x) => `The request cannot be read: ${f(x, 'detail')}.`,
  },
  'not-found': {
    title: 'There is no such thing',
    status: 404,
    sentence: (x) => `There is no ${f(x, 'what')} "${f(x, 'id')}" in ${f(x, 'where')}.`,
  },
  'not-established': {
    title: 'There is no such fund',
    status: 404,
    sentence: () => 'No fund of this name has been established; establish it first.',
  },
  'already-exists': {
    title: 'It already exists',
    status: 409,
    sentence: (x) => `${f(x, 'where')} already has the ${f(x, 'what')} "${f(x, 'id')}".`,
  },
  'moved-on': {
    title: 'It has changed since you saw it',
    status: 412,
    sentence: (x) =>
      `${f(x, 'stream')} stands at revision ${f(x, 'revision')}, not at ${f(x, 'expected')}; look at it again and repeat the request.`,
  },
  busy: {
    title: 'Others are changing it at the same time',
    status: 503,
    sentence: (x) =>
      `${f(x, 'stream')} was changed by others each time; repeat the request with the same key.`,
  },
  'key-reused': {
    title: 'The idempotency key was used for another request',
    status: 422,
    rule: 9,
    sentence: (x) =>
      `The idempotency key "${f(x, 'key')}" was used for another request; choose a new one.`,
  },
  'imported-otherwise': {
    title: 'The file was imported with other settings',
    status: 409,
    rule: 9,
    sentence: (x) =>
      `This file was imported into ${f(x, 'fund')} before, with other settings (format, mapping, scheme or source); use the same ones, or correct what it recorded.`,
  },
  'unreadable-file': {
    title: 'The file cannot be read',
    status: 422,
    rule: 15,
    sentence: (x) => f(x, 'detail'),
  },
  'too-large': {
    title: 'The file is too large',
    status: 413,
    sentence: (x) =>
      `The file has more than ${f(x, 'limit')}; split it, or import it with the command line.`,
  },
  'key-missing': {
    title: 'An idempotency key is needed',
    status: 400,
    rule: 9,
    sentence: () =>
      'Send the header Idempotency-Key with a value of your own choice, the same one when you repeat the request.',
  },
  'identity-missing': {
    title: 'Nobody is asking',
    status: 401,
    rule: 9,
    sentence: (x) => `Say who asks with the header Purse-Identity: one of ${f(x, 'known')}.`,
  },
  'not-reached': {
    title: 'That part of the log is not there yet',
    status: 422,
    rule: 10,
    sentence: (x) =>
      `The moment ${f(x, 'asked')} lies after the end of the log (number ${f(x, 'head')}); the future cannot be known.`,
  },
  'before-the-log': {
    title: 'Nothing was known then',
    status: 422,
    rule: 10,
    sentence: (x) =>
      `Nothing was recorded by ${f(x, 'asked')}; the log begins at ${f(x, 'first')}.`,
  },
  lagging: {
    title: 'The views are still catching up',
    status: 503,
    sentence: (x) =>
      `The views have reached number ${f(x, 'reached')} of ${f(x, 'asked')}; ask again in a moment.`,
  },
  'allocation-exceeds-source': {
    title: 'The source has less unallocated',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'source')} has ${f(x, 'unallocated')} unallocated for ${f(x, 'year')} (${f(x, 'nature')}): short by ${f(x, 'short')}.`,
  },
  'ring-fence-forbids': {
    title: 'The ring-fence does not allow it',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `The ring-fence "${f(x, 'ringFence')}" of ${f(x, 'ruleDate')} keeps ${f(x, 'source')} for ${f(x, 'allowed')}; ${f(x, 'asked')} is outside it.`,
  },
  'crosses-nature': {
    title: 'Capital and revenue do not mix',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `${f(x, 'source')} holds ${f(x, 'holds')} money for ${f(x, 'year')}; using it as ${f(x, 'nature')} needs its funder's recorded permission.`,
  },
  'commitment-exceeds-scheme': {
    title: 'The scheme has less uncommitted',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `${f(x, 'scheme')} has ${f(x, 'uncommitted')} uncommitted for ${f(x, 'year')} (${f(x, 'nature')}) from the sources asked for: short by ${f(x, 'short')}.`,
  },
  'ahead-of-confirmed': {
    title: 'Too much would be committed ahead of confirmed money',
    status: 422,
    rule: 19,
    sentence: (x) =>
      `The agreement of ${f(x, 'ruleDate')} allows ${f(x, 'limit')} to be committed against ${f(x, 'certainty')} money in ${f(x, 'year')}; this would exceed it by ${f(x, 'short')}.`,
  },
  'already-confirmed': {
    title: 'The contribution is confirmed already',
    status: 409,
    sentence: (x) => `The contribution "${f(x, 'contribution')}" is confirmed already.`,
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
  'does-not-add-up': {
    title: 'The parts do not add up',
    status: 422,
    rule: 2,
    sentence: (x) => `${f(x, 'what')} add up to ${f(x, 'sum')}, not to ${f(x, 'amount')}.`,
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
  'not-reserved': {
    title: 'Nothing is reserved for the award',
    status: 409,
    rule: 4,
    sentence: (x) => `Nothing is reserved for the award "${f(x, 'award')}" in ${f(x, 'where')}.`,
  },
  'release-exceeds-commitment': {
    title: 'The award has less outstanding',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `The award "${f(x, 'award')}" has ${f(x, 'outstanding')} outstanding for ${f(x, 'year')}: short by ${f(x, 'short')}.`,
  },
  'award-lapsed': {
    title: 'The award has lapsed',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `The award "${f(x, 'award')}" lapsed (${f(x, 'cause')}); make a new one with a new identifier.`,
  },
  'wrong-order': {
    title: 'It is not at that stage',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `${f(x, 'what')} "${f(x, 'id')}" is ${f(x, 'state')}; it must be ${f(x, 'needed')} first.`,
  },
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
  'payment-exceeds-invoice': {
    title: 'Less is owed on it',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'left')} left to pay: short by ${f(x, 'short')}.`,
  },
  'credit-exceeds-invoice': {
    title: 'The invoice is smaller',
    status: 422,
    rule: 4,
    sentence: (x) =>
      `"${f(x, 'expenditure')}" has ${f(x, 'left')} left to credit: short by ${f(x, 'short')}.`,
  },
} as const satisfies Readonly<Record<string, ProblemType>>;

export type ProblemName = keyof typeof problemTypes;

/** A refusal: a value, not an exception. Amounts are decimal strings; `ruleDate` dates the rule. */
export interface Refusal {
  readonly problem: ProblemName;
  readonly facts: Facts;
}

export const refusal = (problem: ProblemName, facts: Facts): Refusal => ({ problem, facts });

/** A problem document (RFC 9457) for a refusal. */
export function problemDocument({ problem, facts }: Refusal): ProblemDocument {
  const type: ProblemType = problemTypes[problem];
  return {
    ...facts,
    type: `urn:common-purse:problem:${problem}`,
    title: type.title,
    status: type.status,
    detail: type.sentence(facts),
    ...(type.rule === undefined ? {} : { rule: type.rule }),
  };
}

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly rule?: number;
  readonly [fact: string]: Json | undefined;
}
