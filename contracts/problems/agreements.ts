import { f, type ProblemTypes } from './problem-type.js';

/** Reasons that lie in what the partners agreed. */
export const agreementProblems = {
  'not-in-force': {
    title: 'The agreement was not in force',
    status: 422,
    rule: 12,
    sentence: (x) =>
      `The agreement is not in force on ${f(x, 'day')}; it begins with ${f(x, 'begins')}.`,
  },
  'agreement-ended': {
    title: 'The agreement has ended',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `The agreement ended on ${f(x, 'ended')}; what is left is settled, and nothing new is decided under it.`,
  },
  'not-yet-signed': {
    title: 'The deed lies ahead',
    status: 422,
    rule: 10,
    sentence: (x) =>
      `A deed of ${f(x, 'signedOn')} cannot be recorded on ${f(x, 'today')}; record it when it is signed.`,
  },
  'not-a-party': {
    title: 'It is not bound by the agreement',
    status: 422,
    rule: 9,
    sentence: (x) =>
      `${f(x, 'organisation')} cannot be ${f(x, 'role')}: it is no such party to the agreement; vary the agreement first.`,
  },
  'notice-too-early': {
    title: 'No notice may end the agreement so early',
    status: 422,
    rule: 12,
    sentence: (x) =>
      `By the terms of ${f(x, 'ruleDate')} no no-fault notice may end before ${f(x, 'notBefore')}; this one would end on ${f(x, 'ends')}.`,
  },
  'notice-too-short': {
    title: 'The notice is too short',
    status: 422,
    rule: 12,
    sentence: (x) =>
      `By the terms of ${f(x, 'ruleDate')} a notice lasts ${f(x, 'months')} months, so that it ends on ${f(x, 'earliest')} at the earliest, not on ${f(x, 'ends')}.`,
  },
  'notice-not-over': {
    title: 'The notice has not run out',
    status: 409,
    rule: 12,
    sentence: (x) =>
      `The notice of ${f(x, 'partner')} ends on ${f(x, 'ends')}, which is not over on ${f(x, 'day')}; name the consent of all instead, or wait.`,
  },
  'not-decided-together': {
    title: 'Nothing is decided together',
    status: 422,
    rule: 20,
    sentence: (x) =>
      `A co-commissioned agreement has two partners or more (here ${f(x, 'partners')}) and names under eachPartnerDecides what each of them decides.`,
  },
  'nothing-pooled': {
    title: 'Nothing is pooled under this agreement',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `By the terms of ${f(x, 'ruleDate')} the agreement ${f(x, 'agreement')} is central-led and aligned: each owner keeps its money; establish an aligned fund, or name an agreement that pools.`,
  },
  'pooled-until-now': {
    title: 'What is pooled does not become aligned by a variation',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `The agreement is ${f(x, 'was')}, and its funds may hold pooled money; sign another agreement for what is central-led and aligned.`,
  },
  'not-passed-down': {
    title: 'Nobody passes this money down',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `Money is passed down by a lead authority to another body; the agreement's lead authority is ${f(x, 'leadAuthority')}, and this goes to ${f(x, 'to')}.`,
  },
  'fund-elsewhere': {
    title: 'The fund stands under another agreement',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `On ${f(x, 'day')} the fund "${f(x, 'fund')}" stands under ${f(x, 'agreement')}; pass its money down there.`,
  },
  'passes-down-too-much': {
    title: 'There is less to pass down',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `Of what ${f(x, 'of')} has for ${f(x, 'year')} (${f(x, 'nature')}), ${f(x, 'left')} is not passed down yet: short by ${f(x, 'short')}.`,
  },
  'exit-not-agreed': {
    title: 'The exit settlement is not agreed',
    status: 409,
    rule: 12,
    sentence: (x) =>
      `The agreement "${f(x, 'agreement')}" has no agreed exit settlement with ${f(x, 'partner')} for this fund; agree it there first.`,
  },
  'not-its-source': {
    title: 'The source is another organisation’s',
    status: 422,
    rule: 18,
    sentence: (x) =>
      `${f(x, 'source')} is the money of ${f(x, 'organisation')}, not of ${f(x, 'partner')}; agree the exit settlement again with the right source.`,
  },
  'settlement-smaller': {
    title: 'Less is owed',
    status: 422,
    rule: 5,
    sentence: (x) =>
      `${f(x, 'left')} is left to be settled ${f(x, 'direction')} for ${f(x, 'source')}: ${f(x, 'short')} too much.`,
  },
} as const satisfies ProblemTypes;
