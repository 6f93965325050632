import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in how something was asked, not in the money. */
export const askingProblems = {
  'invalid-request': {
    title: 'The request cannot be read',
    status: 400,
    ruledBy: 'how the request was made',
    sentence: (x) => `The request cannot be read: ${f(x, 'detail')}.`,
  },
  'no-such-field': {
    title: 'The list has no such field',
    status: 400,
    ruledBy: 'how the request was made',
    sentence: (x) => `The list has no field "${f(x, 'field')}"; it has ${f(x, 'fields')}.`,
  },
  'too-large-for-a-workbook': {
    title: 'The list is too large for a workbook',
    status: 422,
    ruledBy: 'how the request was made',
    sentence: (x) =>
      `A workbook is made with up to ${f(x, 'cellsMax')} cells, and this list has more; take it as CSV, or ask for less of it.`,
  },
  'no-such-address': {
    title: 'There is no such address',
    status: 404,
    ruledBy: 'how the request was made',
    sentence: (x) => `Nothing answers ${f(x, 'asked')}; what there is, /api/docs says.`,
  },
  'body-too-large': {
    title: 'The request is too large',
    status: 413,
    ruledBy: 'how the request was made',
    sentence: () =>
      'The body of the request is too large: it may be 1 MB of JSON, or a form of 100 kB and 1,000 fields.',
  },
  'body-encoded': {
    title: 'The request is encoded in a way that is not taken',
    status: 415,
    ruledBy: 'how the request was made',
    sentence: () =>
      'The body of the request is in a character set or a compression that is not taken; send it in UTF-8, as it is or by gzip.',
  },
  'too-many-followers': {
    title: 'Too many follow at once',
    status: 429,
    ruledBy: 'the state of the service',
    sentence: (x) =>
      'perPersonMax' in x
        ? `One person holds at most ${f(x, 'perPersonMax')} connections to follow what is recorded; close one of them.`
        : `At most ${f(x, 'followersMax')} follow what is recorded at once; ask again in a moment.`,
  },
  'not-found': {
    title: 'There is no such thing',
    status: 404,
    ruledBy: 'how the request was made',
    sentence: (x) => `There is no ${f(x, 'what')} "${f(x, 'id')}" in ${f(x, 'where')}.`,
  },
  'not-established': {
    title: 'There is no such fund',
    status: 404,
    ruledBy: 'how the request was made',
    sentence: () => 'No fund of this name has been established; establish it first.',
  },
  'already-exists': {
    title: 'It already exists',
    status: 409,
    ruledBy: 'what has happened to it before',
    sentence: (x) => `${f(x, 'where')} already has the ${f(x, 'what')} "${f(x, 'id')}".`,
  },
  'moved-on': {
    title: 'It has changed since you saw it',
    status: 412,
    ruledBy: 'what has happened to it before',
    sentence: (x) =>
      `${f(x, 'stream')} stands at revision ${f(x, 'revision')}, not at ${f(x, 'expected')}; look at it again and repeat the request.`,
  },
  busy: {
    title: 'Others are changing it at the same time',
    status: 503,
    ruledBy: 'the state of the service',
    sentence: (x) =>
      `${f(x, 'stream')} was changed by others each time; repeat the request with the same key.`,
  },
  'took-too-long': {
    title: 'The answer took too long',
    status: 503,
    ruledBy: 'the state of the service',
    sentence: () =>
      'The answer took longer than the service waits for one; ask again in a while, or for less at once.',
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
      `This file was imported into ${f(x, 'fund')} before, with other settings (format, mapping, scheme, source, publisher or day); use the same ones, or correct what it recorded.`,
  },
  'publisher-not-said': {
    title: 'Nobody says whose register it is',
    status: 422,
    rule: 15,
    sentence: () =>
      'The rows of the register name no body that most of them are of; say which body publishes it (publisher), by its name or its identifier.',
  },
  'row-unreadable': {
    title: 'The row cannot be read as it was put right',
    status: 422,
    rule: 15,
    sentence: (x) =>
      `Line ${f(x, 'line')} cannot be read yet: ${f(x, 'reason')} (column ${f(x, 'column') || 'of no one name'}). Put that right too; the row stays quarantined until then.`,
  },
  'recorded-with-others': {
    title: 'Its other lines are recorded',
    status: 409,
    rule: 15,
    sentence: (x) =>
      `Line ${f(x, 'line')} says one thing together with line ${f(x, 'stands')}, which is recorded: correct what was recorded of it instead.`,
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
    ruledBy: 'how the request was made',
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
    ruledBy: 'the state of the service',
    sentence: (x) =>
      `The views have reached number ${f(x, 'reached')} of ${f(x, 'asked')}; ask again in a moment.`,
  },
  'does-not-add-up': {
    title: 'The parts do not add up',
    status: 422,
    rule: 2,
    sentence: (x) => `${f(x, 'what')} add up to ${f(x, 'sum')}, not to ${f(x, 'amount')}.`,
  },
  'not-yet-due': {
    title: 'Its day has not come',
    status: 409,
    ruledBy: 'the terms of the award',
    sentence: (x) =>
      `${f(x, 'what')} "${f(x, 'id')}" falls due on ${f(x, 'due')}; today is ${f(x, 'today')}.`,
  },
  'wrong-order': {
    title: 'It is not at that stage',
    status: 409,
    rule: 4,
    sentence: (x) =>
      `${f(x, 'what')} "${f(x, 'id')}" is ${f(x, 'state')}; it must be ${f(x, 'needed')} first.`,
  },
} as const satisfies ProblemTypes;
