import type { Counted, moveEvents } from '#contracts/events/fund/moves.js';
import type { Approval, Leg } from '#contracts/events/fund/move-shapes.js';
import type {
  Effect,
  EffectsAt,
  reallocationEvents,
  Route,
} from '#contracts/events/reallocation.js';
import { idOf, streamOf, type EventOf, type Standing } from '#contracts/events/all.js';
import { daysAfter } from '#contracts/calendar.js';
import type { FactChange } from '../fact-types.js';
import { fallsDue, fallsDueNoMore } from './due.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import { none } from '../posting.js';
import { change, saysNothing, type FactsBy, type Numbered } from './change.js';

export interface MoveFacts {
  reallocation: {
    /** Decided alone shows as such, for audit. */
    state: 'proposed' | 'decided' | 'decided alone' | 'rejected' | 'withdrawn' | 'lapsed';
    legs: readonly Leg[];
    /** Of what passes between funds; null: that of each source. */
    power: string | null;
    amount: string;
    technical: boolean;
    recurrent: boolean;
    proposer: string;
    organisations: readonly string[];
    effects: readonly Effect[];
    /** Up to which revision of each fund they were worked out; nothing where it was not said. */
    effectsAt: readonly EffectsAt[];
    routes: readonly Route[];
    expires: string;
    decidedBy: readonly Approval[];
  };
  /** Something that those who audit are told; a decision alone as `decided-alone/<what was decided>`. */
  'audit-notice': {
    kind: 'decided-alone';
    /** `none` where something else was decided. */
    reallocation: string;
    recoding?: string;
    /** Kind and subject of any other decision of a fund. */
    decision?: string;
    office: string;
    by: string;
    amount: string;
  };
  /** An office's answer; identified as `<reallocation>/<who answered>`. */
  approval: {
    reallocation: string;
    organisation: string;
    office: string;
    by: string;
    answer: 'approved' | 'refused';
    decides: EventOf<'ApprovalGiven'>['data']['decides'] | 'none';
    /** Who could be the second person, where the approval needs one. */
    seconds: readonly string[];
  };
  /**
   * What an office has decided on a budget head for a year, towards its cumulative limit; below zero
   * where it did not come about. Each by itself: several add up.
   */
  counted: Counted;
  /** A fund's part in a move; identified by the reallocation. */
  move: { state: 'reserved' | 'moved' | 'released'; attempt: string; expires: string };
}

function proposed(event: EventOf<'ReallocationProposed'>): FactChange[] {
  const { organisation: _, ...data } = event.data;
  const id = idOf(event.stream);
  return [
    change(event, 'reallocation', id, { ...data, state: 'proposed', decidedBy: [] }),
    fallsDue(event, 'proposal-lapses', '', daysAfter(data.expires, 1)),
  ];
}

const ended =
  (state: MoveFacts['reallocation']['state']) =>
  (event: Standing): FactChange[] => [
    change(event, 'reallocation', idOf(event.stream), { state }),
    fallsDueNoMore(event, 'proposal-lapses', ''),
  ];

function decided(event: EventOf<'ReallocationDecided'>): FactChange[] {
  const { how, approvals } = event.data;
  const id = idOf(event.stream);
  const state = how === 'alone' ? 'decided alone' : 'decided';
  const [approval] = approvals;
  const notices =
    how === 'alone' && approval
      ? [
          change(event, 'audit-notice', `decided-alone/${id}`, {
            kind: 'decided-alone',
            reallocation: id,
            office: approval.office,
            by: approval.by,
            amount: event.data.amount,
          }),
        ]
      : [];
  return [
    change(event, 'reallocation', id, { state, decidedBy: approvals }),
    ...notices,
    fallsDueNoMore(event, 'proposal-lapses', ''),
  ];
}

function answered(event: EventOf<'ApprovalGiven'> | EventOf<'ApprovalRefused'>): FactChange[] {
  const { organisation, office, by } = event.data;
  const reallocation = idOf(event.stream);
  const given = event.type === 'ApprovalGiven';
  return [
    change(event, 'approval', `${reallocation}/${by}`, {
      reallocation,
      organisation,
      office,
      by,
      answer: given ? 'approved' : 'refused',
      decides: given ? event.data.decides : none,
      seconds: given ? event.data.seconds : [],
    }),
  ];
}

/** A scheme's virements, apart from what it was allocated; within an award the scheme's budget stays. */
const virements =
  (kind: 'moved-in' | 'moved-out') =>
  (event: Numbered<EventOf<'BudgetMovedIn'> | EventOf<'BudgetMovedOut'>>): FactChange[] =>
    event.data.lines.map(({ scheme, source, year, nature, amount }, place) =>
      change(event, 'budget-change', `${event.number}/${place}`, {
        kind,
        scheme,
        source,
        year,
        nature,
        amount,
      }),
    );

/** It counts from the day on which it was decided, whenever what was decided takes effect. */
export const countedBy = (
  event: Numbered & {
    readonly data: {
      readonly counted: readonly Counted[];
      readonly approvals: readonly Approval[];
    };
  },
): FactChange[] =>
  event.data.counted.map((one, place) => {
    const { day: effective = event.effective } =
      event.data.approvals.find(
        ({ organisation, office }) => organisation === one.organisation && office === one.office,
      ) ?? {};
    return change({ ...event, effective }, 'counted', `${event.number}/${place}`, one);
  });

const givenBack = (one: Counted): Counted => ({
  ...one,
  amount: formatPence(-parsePence(one.amount)),
});

const finished =
  (state: 'moved' | 'released') =>
  (event: EventOf<'BudgetMoveReleased'> | EventOf<'BudgetMoveCompleted'>): FactChange[] => [
    change(event, 'move', event.data.reallocation, { state }),
    fallsDueNoMore(event, 'move-expires', event.data.attempt),
  ];

export const moveFacts: FactsBy<typeof moveEvents & typeof reallocationEvents> = {
  ReallocationProposed: proposed,
  ApprovalGiven: answered,
  ApprovalRefused: answered,
  ReallocationDecided: decided,
  ReallocationNotCarriedOut: saysNothing,
  ReallocationRejected: ended('rejected'),
  ReallocationWithdrawn: ended('withdrawn'),
  ReallocationLapsed: ended('lapsed'),
  BudgetReservedForMove: (event) => {
    const { reallocation, attempt, expires } = event.data;
    return [
      change(event, 'move', reallocation, { state: 'reserved', attempt, expires }),
      ...countedBy(event),
      fallsDue(event, 'move-expires', attempt, expires, streamOf('reallocation', reallocation)),
    ];
  },
  BudgetMovedOut: virements('moved-out'),
  BudgetMovedIn: virements('moved-in'),
  BudgetMoveReleased: (event) => [
    ...finished('released')(event),
    ...countedBy({
      ...event,
      data: { counted: event.data.counted.map(givenBack), approvals: [] },
    }),
  ],
  BudgetMoveCompleted: finished('moved'),
};
