import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in how the log is signed, shown and proved. */
export const logProblems = {
  'not-a-key': {
    title: 'It is no key that can be verified with',
    status: 422,
    ruledBy: 'how the log is proved',
    sentence: (x) => `"${f(x, 'key')}" cannot be used: ${f(x, 'detail')}`,
  },
  'key-of-another-kind': {
    title: 'The key is for something else',
    status: 422,
    ruledBy: 'how the log is proved',
    sentence: (x) =>
      `${f(x, 'key')} is a key for ${f(x, 'kind')}; give one for ${f(x, 'needed')} (C2SP signed-note, type ${f(x, 'signatureType')}).`,
  },
  'key-known': {
    title: 'The key is known already',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) => `The log knows the key ${f(x, 'key')} already; make another.`,
  },
  'key-unknown': {
    title: 'The key is not known',
    status: 404,
    ruledBy: 'how the log is proved',
    sentence: (x) =>
      `The log knows no key ${f(x, 'key')} that holds on ${f(x, 'when')}; let its organisation admit it first.`,
  },
  'key-too-early': {
    title: 'A key follows, it does not precede',
    status: 422,
    ruledBy: 'how the log is proved',
    sentence: (x) =>
      `The key would sign from size ${f(x, 'from')}; the one before it does so from ${f(x, 'before')}: begin later.`,
  },
  'last-log-key': {
    title: 'The log would have no key',
    status: 409,
    ruledBy: 'how the log is proved',
    sentence: (x) =>
      `Without ${f(x, 'key')} no key signs beyond size ${f(x, 'to')}; introduce another first.`,
  },
  'checkpoint-unknown': {
    title: 'The log never signed that',
    status: 404,
    ruledBy: 'how the log is proved',
    sentence: (x) =>
      `The log signed no checkpoint of size ${f(x, 'size')}; cosign one that it shows at /log/checkpoints.`,
  },
  'bad-signature': {
    title: 'The signature is not good',
    status: 422,
    ruledBy: 'how the log is proved',
    sentence: (x) => `The signature is refused: ${f(x, 'detail')}`,
  },
  'cosignature-out-of-order': {
    title: 'It is not the largest checkpoint that the cosigner has seen',
    status: 409,
    ruledBy: 'how the log is proved',
    sentence: (x) =>
      `${f(x, 'key')} has cosigned size ${f(x, 'largest')} at ${f(x, 'seen')}; it cannot say that ${f(x, 'size')} is the largest seen at ${f(x, 'time')}.`,
  },
  'entries-not-open': {
    title: 'Entries are only for who may read every event in them',
    status: 403,
    rule: 21,
    sentence: () =>
      'The entries of the log hold every fund and provider: only an appointed auditor may read them. Hashes, checkpoints and proofs are for all.',
  },
  'not-in-the-tree': {
    title: 'The tree does not reach so far',
    status: 404,
    ruledBy: 'how the log is proved',
    sentence: (x) =>
      `${f(x, 'asked')} is beyond the log, whose tree has ${f(x, 'size')} events now.`,
  },
  'log-altered': {
    title: 'The log is not what was signed',
    status: 503,
    rule: 1,
    sentence: (x) => `The log is no longer proved: ${f(x, 'detail')}`,
  },
} as const satisfies ProblemTypes;
