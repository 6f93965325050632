import type { recodingEvents } from '#contracts/events/fund/recoding.js';
import type { Approval } from '#contracts/events/fund/move-shapes.js';
import { idOf, type Standing } from '#contracts/events/all.js';
import { daysAfter } from '#contracts/calendar.js';
import type { FactChange } from '../fact-types.js';
import { none } from '../posting.js';
import { fallsDue, fallsDueNoMore } from './due.js';
import { besideStages, change, overAward, overBudget, type FactsBy } from './change.js';
import { countedBy } from './moves.js';

export interface RecodingFacts {
  /**
   * Spending that was put elsewhere; identified by the expenditure under which it is now, or, where
   * published payments were, as `payments/` and the recoding.
   */
  recoding: {
    corrects: string;
    cost: string;
    /** What stays as it was coded; absent where published payments were recoded. */
    left?: string;
    from: readonly string[];
    to: readonly string[];
    /** Why capital was written off to revenue; null where it was not. */
    abortive: string | null;
    /** Identifiers of published payments, as far as they were named. */
    payments?: readonly string[];
    /** Who decided it, where a scheme of delegation says who may. */
    how?: 'approved' | 'alone';
    decidedBy?: readonly Approval[];
  };
  /** A recoding that others have to decide; identified by the proposal. */
  'recoding-proposal': {
    state: 'proposed' | 'decided' | 'decided alone' | 'withdrawn' | 'rejected' | 'lapsed';
    proposer: string;
    organisations: readonly string[];
    cost: string;
    /** The command that was asked for. */
    asked: object;
    cause?: string;
    /** The last day on which it can be approved. */
    expires?: string | null;
  };
  /** An office's approval; identified as `<proposal>/<who approved>`. */
  'recoding-approval': { proposal: string; organisation: string; office: string; by: string };
}

/** Scheme and source of each share. */
const places = (parts: readonly { scheme: string; source: string }[]): string[] => [
  ...new Set(parts.map(({ scheme, source }) => `${scheme}/${source}`)),
];

export const recodingFacts: FactsBy<typeof recodingEvents> = {
  SpendingRecoded: (event) => {
    const { expenditure, corrects, provider, was, is, cost, left, abortive } = event.data;
    const reference = `recoded from ${corrects}`;
    const { provider: payee } = is;
    return [
      left === '0.00'
        ? change(event, 'expenditure', corrects, { state: 'recoded' }, provider)
        : change(event, 'expenditure', corrects, { amount: left }, provider),
      change(
        event,
        'expenditure',
        expenditure,
        { provider: payee, award: is.award, state: 'verified', amount: cost, reference },
        payee,
      ),
      change(
        event,
        'recoding',
        expenditure,
        { corrects, cost, left, from: places(was.parts), to: places(is.parts), abortive },
        payee,
      ),
      ...overAward(event, is),
      ...overBudget(event, { ...is, overBudget: event.data.overBudget }),
      ...besideStages(event, { ...is, besideStages: event.data.besideStages }),
    ];
  },
  RecodingProposed: (event) => {
    const { proposal, proposer, organisations, cost, recoding: asked, expires } = event.data;
    const of = { state: 'proposed', proposer, organisations, cost, asked, expires } as const;
    return [
      change(event, 'recoding-proposal', proposal, of),
      ...(expires === null
        ? []
        : [fallsDue(event, 'recoding-lapses', proposal, daysAfter(expires, 1))]),
    ];
  },
  RecodingApproved: (event) => {
    const { proposal, approval } = event.data;
    const { organisation, office, by } = approval;
    const id = `${proposal}/${by}`;
    return [change(event, 'recoding-approval', id, { proposal, organisation, office, by })];
  },
  RecodingProposalEnded: (event) => {
    const { proposal, how: state, cause } = event.data;
    return [
      change(event, 'recoding-proposal', proposal, { state, cause }),
      fallsDueNoMore(event, 'recoding-lapses', proposal),
    ];
  },
  RecodingProposalLapsed: (event) => {
    const { proposal } = event.data;
    return [
      change(event, 'recoding-proposal', proposal, { state: 'lapsed' }),
      fallsDueNoMore(event, 'recoding-lapses', proposal),
    ];
  },
  RecodingAuthorised: (event) => {
    const { of, recoding, proposal, cost, how, approvals } = event.data;
    const id = of === 'payments' ? `payments/${recoding}` : recoding;
    const state = how === 'alone' ? 'decided alone' : 'decided';
    return [
      change(event, 'recoding', id, { how, decidedBy: approvals }),
      ...countedBy(event),
      ...(proposal === null
        ? []
        : [
            change(event, 'recoding-proposal', proposal, { state }),
            fallsDueNoMore(event, 'recoding-lapses', proposal),
          ]),
      ...(how === 'alone' ? decidedAlone(event, id, cost, approvals) : []),
    ];
  },
  PaymentsRecoded: (event) => {
    const { recoding, year, was, is, cost, payments, abortive } = event.data;
    const provider = theOnly(is.map((line) => line.provider));
    const award = theOnly(is.map((line) => line.award));
    // What was recorded beyond its award before it was recoded is flagged already.
    const beyond = is.filter((line) => was.every((before) => before.award !== line.award));
    return [
      change(
        event,
        'recoding',
        `payments/${recoding}`,
        {
          corrects: `published payments of ${year}`,
          cost,
          from: places(was),
          to: places(is),
          abortive,
          payments,
        },
        provider,
      ),
      ...overAward(event, { award, provider, parts: beyond }),
      ...overBudget(event, { overBudget: event.data.overBudget, award, provider }),
      ...besideStages(event, { besideStages: event.data.besideStages, award, provider }),
    ];
  },
};

/** Shown as such, and told to those who audit (rule 20). */
const decidedAlone = (
  event: Standing,
  recoding: string,
  amount: string,
  approvals: readonly Approval[],
): FactChange[] =>
  approvals.slice(0, 1).map(({ office, by }) =>
    change(event, 'audit-notice', `decided-alone/${idOf(event.stream)}/${recoding}`, {
      kind: 'decided-alone',
      reallocation: none,
      recoding,
      office,
      by,
      amount,
    }),
  );

/** What all have in common, else `none`: a provider is shown what is its own alone. */
const theOnly = (names: readonly string[]): string => {
  const [first = none, ...others] = new Set(names);
  return others.length === 0 ? first : none;
};
