import type { Words } from './word.js';

/** What led to it, as those whom it concerns read it; what else is asked, “Why”, is for the log. */
const causes: Readonly<Record<string, string>> = {
  'dispute-expenditure': 'What is in dispute, as its provider reads it',
  'reject-expenditure': 'What is wrong with it, as its provider reads it',
  'reject-stage': 'What shows that it was not reached',
  'hold-retention': 'What it is kept back for',
  'release-retention': 'What lets it be paid now',
  'withdraw-approval': 'What has changed since it was given',
  'withdraw-recoding': 'What speaks against it',
  'fail-condition': 'What was not done, or not by its day',
  'fail-contribution-condition': 'What was not done, or not by its day',
  'decline-grant': 'What its provider says',
  'reject-match': 'What shows that it is not the same money',
  'undo-match': 'What shows that it was not the same money',
  'end-appointment': 'What ends it, such as “Left the council”',
  'remove-cosigner': 'What ends it, such as “Its key was lost”',
  'terminate-agreement': 'What ends it: the clause, or what happened',
  'vary-pass-down': 'What happened that changes it',
  'vary-subcontract': 'What happened that changes it',
  'reassess-personal-budget': 'What has changed for the person, without saying who it is',
  'close-scheme': 'What ends it, such as “Replaced by Home first”',
  'give-break-notice': 'What happened that notice is given now',
  'end-contract': 'What ends it: the clause, or what happened',
  'close-grant': 'What ends it, such as “All of it was delivered”',
};

/** Beside a cause: it is not asked for again. */
const why = 'For whoever reads the log: why this is recorded, and on whose word; kept for ever';

export const causeWords: Words = Object.fromEntries(
  Object.entries(causes).flatMap(([command, hint]) => [
    [`${command}.cause`, ['Cause', hint]],
    [`${command}.reason`, ['Why', why]],
  ]),
);
