import { wish, type PlaceWish } from '../workload/place-wishes.js';
import type { Step } from './steps.js';

const ask = (of: PlaceWish, writer = 0): Step => ({ does: 'ask', wish: of, writer });

/** What long runs have found, kept so that it is tried every time. */
export const findings: readonly { readonly lesson: string; readonly steps: readonly Step[] }[] = [
  {
    lesson: 'the key of an award serves no command to one stream, and the other way round',
    steps: [
      ask(wish('award', 0, 5, 5, 100, 112, 8)),
      { does: 'reuse', which: 0, wish: wish('pledge', 44, 93, 40, 9, 639, 4), writer: 2 },
      ask(wish('pledge', 0, 0, 1, 9, 0, 0)),
      { does: 'reuse', which: 1, wish: wish('award', 0, 5, 5, 100, 112, 8), writer: 1 },
    ],
  },
  {
    lesson: 'an offer that was answered is, asked for again, answered as it was before',
    steps: [
      ask(wish('offer', 1, 1, 1, 1, 0, 0)),
      ask(wish('accept', 0, 0, 1, 1, 0, 0)),
      { does: 'repeat', which: 0, writer: 0 },
    ],
  },
  {
    lesson: 'a credit note takes what was kept back before the provider owes anything',
    steps: [
      {
        does: 'die',
        wish: wish('award', 0, 53, 0, 1, 0, 0),
        writer: 0,
        death: { after: 0, how: 'before' },
        then: 'repeat',
      },
      {
        does: 'together',
        wishes: [
          wish('pay', 15, 39, 33, 416, 222, 8),
          wish('propose', 87, 84, 80, 9, 685, 2),
          wish('verify', 67, 93, 51, 9, 13, 9),
          wish('accrue', 46, 52, 0, 316, 318, 9),
          wish('moveLines', 29, 20, 92, 3, 416, 1),
        ],
        order: [3, 5, 3, 1, 7, 6, 4],
        rush: true,
      },
      ask(wish('credit', 77, 58, 42, 4, 265, 0), 2),
      {
        does: 'together',
        wishes: [
          wish('payBack', 56, 65, 17, 7, 416, 6),
          wish('allocate', 39, 91, 6, 8, 258, 1),
          wish('recover', 77, 4, 47, 5, 268, 8),
        ],
        order: [7, 6, 6, 2, 4],
        rush: true,
      },
    ],
  },
  {
    lesson: 'the funds of a contract that passes to another follow it, also after a crash',
    steps: [
      ask(wish('advance', 22, 49, 21, 1, 0, 3), 0),
      ask(wish('confirm', 0, 0, 24, 17, 7, 7), 2),
      {
        does: 'together',
        wishes: [wish('varyAward', 83, 22, 91, 5, 285, 9), wish('permit', 1, 60, 43, 375, 76, 3)],
        order: [3, 8, 9, 6, 1, 4, 6],
        rush: false,
      },
      {
        does: 'die',
        wish: wish('novate', 90, 42, 8, 9, 371, 7),
        writer: 2,
        death: { after: 3, how: 'before' },
        then: 'manage',
      },
    ],
  },
  {
    lesson: 'a change of terms alone is, asked for again, answered as it was before',
    steps: [
      ask(wish('award', 0, 3, 2, 100, 0, 0)),
      ask(wish('subcontract', 0, 0, 1, 1, 0, 0)),
      { does: 'repeat', which: 1, writer: 1 },
      ask(wish('lapseOption', 0, 0, 1, 1, 0, 0)),
    ],
  },
  {
    lesson: 'what is paid beside the stages of an award is flagged',
    steps: [
      ask(wish('award', 0, 3, 2, 100, 0, 0)),
      ask(wish('payOnOutcomes', 0, 1, 1, 1, 0, 0)),
      ask(wish('payment', 0, 5, 1, 4, 0, 0)),
      ask(wish('claim', 0, 0, 1, 4, 0, 0)),
    ],
  },
  {
    lesson: 'a file whose import died is imported whole, and what was on its way harms nobody',
    steps: [
      ...(['before', 'untold'] as const).map((how, nth): Step => {
        const death = { after: nth + 1, how };
        return { does: 'import', file: nth, f: nth, writer: nth, death };
      }),
      { does: 'import', file: 0, f: 0, writer: 2, death: null },
    ],
  },
  {
    lesson: 'what a correction gives back to an award follows it to whom it has passed',
    steps: [
      ask(wish('holdRetention', 21, 33, 19, 1, 0, 1), 0),
      {
        does: 'together',
        wishes: [
          wish('propose', 0, 0, 83, 219, 59, 7),
          wish('reverseAccrual', 67, 14, 80, 188, 448, 5),
        ],
        order: [2, 7, 3, 1, 4, 5, 9, 6, 3],
        rush: false,
      },
      {
        does: 'together',
        wishes: [
          wish('verify', 91, 8, 8, 6, 391, 5),
          wish('novate', 81, 26, 60, 348, 167, 5),
          wish('reverse', 44, 97, 68, 595, 572, 9),
          wish('meetCondition', 98, 11, 90, 430, 20, 2),
          wish('option', 1, 48, 40, 1, 494, 2),
        ],
        order: [5, 0, 4, 4, 4, 3, 2],
        rush: true,
      },
      {
        does: 'together',
        wishes: [wish('rejectClaim', 92, 68, 0, 1, 429, 8), wish('clear', 0, 23, 66, 7, 563, 5)],
        order: [5, 9, 4, 3, 9, 6, 6, 1, 8, 5, 6],
        rush: true,
      },
    ],
  },
  {
    lesson: 'what partners decide together stands once an office of each has approved it',
    steps: [
      ask(wish('varyAgreement', 7, 0, 1, 100, 0, 0)),
      ask(wish('allocate', 0, 0, 2, 100, 0, 0)),
      ask(wish('approveDecision', 0, 0, 1, 1, 0, 0)),
      ask(wish('approveDecision', 0, 1, 1, 1, 0, 0)),
      ask(wish('varyAgreement', 7, 1, 1, 100, 0, 0)),
      ask(wish('award', 0, 0, 2, 100, 0, 0)),
      ask(wish('approveDecision', 0, 0, 1, 1, 0, 0)),
      ask(wish('approveDecision', 0, 1, 1, 1, 0, 0)),
    ],
  },
  {
    lesson:
      'what was answered and left no trace is not answered otherwise when it is asked for again',
    steps: [
      ask(wish('beginReconciliation', 0, 0, 1, 1, 0, 0)),
      { does: 'extract', which: 0, writer: 0 },
      ask(wish('proposeMatches', 0, 0, 0, 1, 0, 0)),
      ask(wish('proposeMatches', 0, 0, 0, 1, 0, 0)),
      { does: 'repeat', which: 1, writer: 1 },
      { does: 'repeat', which: 2, writer: 0 },
    ],
  },
  {
    lesson:
      'a scheme of delegation revised for earlier days leaves in force what was adopted for later',
    steps: [
      ask(wish('reviseDelegation', 0, 0, 1, 100, 0, 0)),
      ask(wish('reviseDelegation', 2, 0, 0, 100, 4, 0)),
      ask(wish('allocate', 0, 0, 1, 1, 0, 0)),
    ],
  },
  {
    lesson: 'what a scheme gave up stays its own while there is enough that none ever had',
    steps: [
      ask(wish('reviseDelegation', 2, 0, 1, 100, 0, 0)),
      ask(wish('giveUp', 0, 2, 1, 1, 0, 0)),
      ask(wish('allocate', 0, 2, 1, 4, 0, 0)),
    ],
  },
  {
    lesson:
      'what an office decides for an earlier day counts by the scheme of the day on which it does',
    steps: [
      ask(wish('reviseDelegation', 0, 0, 3, 1, 0, 0)),
      ask(wish('allocate', 0, 0, 4, 150, 0, 0)),
    ],
  },
  {
    lesson: 'a ring-fence on an area lets through a scheme of a ward that lies within it',
    steps: [ask(wish('fence', 8, 12, 3, 1, 0, 0)), ask(wish('allocate', 5, 0, 7, 1, 0, 0))],
  },
  {
    lesson:
      'what was published is decided again by what was known then, and what serves a strategy stands',
    steps: [
      ask(wish('publish', 0, 0, 1, 1, 0, 0)),
      ask(wish('award', 0, 0, 1, 100, 0, 0)),
      ask(wish('payment', 0, 0, 1, 100, 0, 0)),
      ask(wish('publish', 0, 0, 1, 1, 0, 0)),
      ask(wish('adoptStrategy', 0, 1, 1, 1, 0, 0)),
      ask(wish('serveStrategies', 0, 0, 1, 1, 0, 0)),
      ask(wish('reviseStrategy', 0, 1, 0, 1, 0, 0)),
      ask(wish('healthRules', 0, 1, 1, 1, 0, 0)),
    ],
  },
];
