import type { ReallocationCommand } from '#contracts/commands/reallocation.js';
import type { Approval, Leg } from '#contracts/events/fund/move-shapes.js';
import {
  ApprovalGiven,
  ApprovalRefused,
  ReallocationDecided,
  ReallocationLapsed,
  ReallocationNotCarriedOut,
  ReallocationProposed,
  ReallocationRejected,
  ReallocationWithdrawn,
  type Effect,
  type EffectsAt,
  type ReallocationEvent,
  type Route,
} from '#contracts/events/reallocation.js';
import { monthsAfter } from '#contracts/calendar.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { sufficient, type AskedOf, type Judgement } from '../delegation/approvals.js';
import type { MayDecide } from '../delegation/may-decide.js';
import { happened, refused, type Circumstances, type Decision } from '../decision.js';

/** A move of budget from its proposal to its end. Its money is in the funds. */
export interface Reallocation {
  readonly state: 'none' | 'proposed' | 'decided' | 'rejected' | 'withdrawn' | 'lapsed';
  readonly legs: readonly Leg[];
  readonly amount: string;
  readonly technical: boolean;
  readonly recurrent: boolean;
  readonly proposer: string;
  readonly organisation: string;
  readonly organisations: readonly string[];
  readonly expires: string;
  readonly approvals: readonly GivenApproval[];
  /** The try by which it was carried out. */
  readonly attempt: string | undefined;
  /** Tries that came to nothing. */
  readonly failed: ReadonlyMap<string, string>;
}

/** An approval as it was judged when it was given. */
interface GivenApproval extends Approval {
  readonly decides: Exclude<MayDecide['decides'], 'no'> | 'second';
  readonly seconds: readonly string[];
}

export const newReallocation = (): Reallocation => ({
  state: 'none',
  legs: [],
  amount: '0.00',
  technical: false,
  recurrent: false,
  proposer: '',
  organisation: '',
  organisations: [],
  expires: '',
  approvals: [],
  attempt: undefined,
  failed: new Map(),
});

export function evolveReallocation(
  reallocation: Reallocation,
  { type, data }: ReallocationEvent,
): Reallocation {
  switch (type) {
    case 'ReallocationProposed':
      return { ...reallocation, ...data, state: 'proposed' };
    case 'ApprovalGiven':
      return { ...reallocation, approvals: [...reallocation.approvals, data] };
    case 'ApprovalRefused':
      return reallocation;
    case 'ReallocationDecided':
      return { ...reallocation, state: 'decided', attempt: data.attempt };
    case 'ReallocationNotCarriedOut':
      return {
        ...reallocation,
        failed: new Map([...reallocation.failed, [data.attempt, data.cause]]),
      };
    case 'ReallocationRejected':
      return { ...reallocation, state: 'rejected' };
    case 'ReallocationWithdrawn':
      return { ...reallocation, state: 'withdrawn' };
    case 'ReallocationLapsed':
      return { ...reallocation, state: 'lapsed' };
  }
}

type Proposed = Extract<ReallocationCommand, { command: 'propose-reallocation' }>;

/** What is found out about a proposal before it is recorded. */
export interface Proposing {
  readonly organisations: readonly string[];
  readonly effects: readonly Effect[];
  readonly effectsAt: readonly EffectsAt[];
  readonly routes: readonly Route[];
}

/** What is found out about an approval before it is given. */
export interface Judged {
  readonly may: MayDecide;
  /** The revision of the scheme of delegation by which it was judged. */
  readonly delegation: number;
}

interface Approving extends Judged {
  readonly command: 'approve-reallocation' | 'refuse-reallocation';
  readonly effective: string;
}

/** What is asked of a reallocation, with what its funds and delegations say to it. */
export type ReallocationStep =
  | (Proposed & Proposing)
  | Approving
  | {
      readonly command: 'withdraw-reallocation' | 'lapse-reallocation';
      readonly effective: string;
    }
  | { readonly command: 'decide'; readonly effective: string; readonly attempt: string }
  | {
      readonly command: 'not-carried-out';
      readonly effective: string;
      readonly attempt: string;
      readonly cause: 'refused' | 'expired';
    };

type Decided = Decision<ReallocationEvent>;

export function decideReallocation(
  reallocation: Reallocation,
  step: ReallocationStep,
  id: string,
  circumstances: Circumstances,
): Decided {
  if (step.command === 'propose-reallocation')
    return reallocation.state === 'none'
      ? propose(step, circumstances)
      : refused('already-exists', { what: 'reallocation', id, where: 'The ledger' });
  const open = notOpen(reallocation, id);
  if (open) return { refused: open };
  const { actor, organisation, office, today } = circumstances;
  switch (step.command) {
    case 'approve-reallocation':
      return approve(reallocation, step, id, circumstances);
    case 'refuse-reallocation': {
      const barred = mayNotRefuse(reallocation, step, id, circumstances);
      if (barred) return { refused: barred };
      return happened<ReallocationEvent>(
        ApprovalRefused.of(step.effective, { organisation, office, by: actor }),
        ReallocationRejected.of(step.effective, { organisation, office }),
      );
    }
    case 'withdraw-reallocation':
      return organisation === reallocation.organisation
        ? happened(ReallocationWithdrawn.of(step.effective, { by: actor }))
        : refused('another-organisation', {
            what: 'To withdraw a proposal',
            organisation: reallocation.organisation,
            asked: organisation,
          });
    case 'lapse-reallocation':
      return today > reallocation.expires
        ? happened(ReallocationLapsed.of(step.effective, { expired: reallocation.expires }))
        : refused('not-expired', { id, expires: reallocation.expires });
    case 'decide':
      return carryOut(reallocation, step.attempt, step.effective, id);
    case 'not-carried-out': {
      const { attempt, cause } = step;
      return reallocation.failed.has(attempt)
        ? happened()
        : happened(ReallocationNotCarriedOut.of(step.effective, { attempt, cause }));
    }
  }
}

function propose(step: Proposed & Proposing, { actor, organisation }: Circumstances): Decided {
  const { effective, legs, technical, recurrent } = step;
  return happened(
    ReallocationProposed.of(effective, {
      legs,
      power: step.power ?? null,
      amount: formatPence(sumPence(legs.map(({ amount }) => parsePence(amount)))),
      technical,
      recurrent,
      proposer: actor,
      organisation,
      organisations: [...step.organisations],
      effects: [...step.effects],
      effectsAt: [...step.effectsAt],
      routes: [...step.routes],
      expires: step.expires ?? monthsAfter(effective, 3),
    }),
  );
}

function notOpen({ state, failed }: Reallocation, id: string): Refusal | undefined {
  if (state === 'proposed') return undefined;
  if (state === 'none')
    return refusal('not-found', { what: 'reallocation', id, where: 'the ledger' });
  return refusal('wrong-order', {
    what: 'The reallocation',
    id,
    state,
    needed: 'open',
    failed: failed.size,
  });
}

/** Those whose approval it needs may refuse it, by the same authority by which they could give it. */
function mayNotRefuse(
  reallocation: Reallocation,
  { may }: Judged,
  id: string,
  { organisation, actor, office, today }: Circumstances,
): Refusal | undefined {
  const { organisations, proposer, expires } = reallocation;
  if (!organisations.includes(organisation))
    return refusal('approval-not-needed', { organisation, needed: organisations.join(', ') });
  if (today > expires) return over(id, expires);
  if (actor === proposer) return refusal('proposer-approves', { by: actor, office, organisation });
  return may.decides !== 'no' || joins(reallocation, organisation, office) ? undefined : may.reason;
}

const over = (id: string, expires: string): Refusal =>
  refusal('wrong-order', {
    what: 'The reallocation',
    id,
    state: `over since ${expires}`,
    needed: 'proposed anew',
  });

/** Whether an office is the second person that one which approved already needs. */
const joins = ({ approvals }: Reallocation, organisation: string, office: string): boolean =>
  approvals.some(
    (other) =>
      other.organisation === organisation &&
      other.decides === 'with-second' &&
      other.seconds.includes(office),
  );

/** An approval is judged when it is given, by the delegation of that day; a second person joins a first. */
function approve(
  reallocation: Reallocation,
  { effective, may, delegation }: Approving,
  id: string,
  { actor, organisation, office, today }: Circumstances,
): Decided {
  const { organisations, approvals, proposer, expires } = reallocation;
  if (!organisations.includes(organisation))
    return refused('approval-not-needed', { organisation, needed: organisations.join(', ') });
  if (today > expires) return { refused: over(id, expires) };
  if (approvals.some(({ by }) => by === actor))
    return refused('already-exists', { what: 'approval', id: actor, where: 'The reallocation' });
  const seconds = joins(reallocation, organisation, office);
  const given = { organisation, office, by: actor, day: today, delegation };
  if (actor === proposer && (may.decides !== 'alone' || seconds)) {
    const reason = may.decides === 'no' ? may.reason : undefined;
    return {
      refused: reason ?? refusal('proposer-approves', { by: actor, office, organisation }),
    };
  }
  if (may.decides !== 'no')
    return happened(
      ApprovalGiven.of(effective, {
        ...given,
        powers: [...may.powers],
        decides: may.decides,
        seconds: [...may.seconds],
      }),
    );
  return seconds
    ? happened(
        ApprovalGiven.of(effective, { ...given, powers: [], decides: 'second', seconds: [] }),
      )
    : { refused: may.reason };
}

/** An approval, and how far it reaches. */
export type JudgedApproval = Pick<
  GivenApproval,
  'organisation' | 'office' | 'by' | 'decides' | 'seconds'
>;

/** What is lacking before it can be carried out, by the approvals as they were judged when given. */
export const lacking = (
  { approvals, ...asked }: AskedOf & { readonly approvals: readonly JudgedApproval[] },
  more: readonly JudgedApproval[] = [],
): Refusal | undefined => sufficient(asked, [...approvals, ...more], judgedWhenGiven);

const judgedWhenGiven = ({ decides, seconds, organisation }: JudgedApproval): Judgement =>
  decides === 'second'
    ? {
        decides: 'no',
        reason: refusal('approval-missing', {
          organisation,
          needed: 'by the office that it seconds',
        }),
      }
    : { decides, seconds };

/** The point of no return: the funds have set aside what it needs. */
function carryOut(
  reallocation: Reallocation,
  attempt: string,
  effective: string,
  id: string,
): Decided {
  const { failed, approvals, proposer, amount } = reallocation;
  const cause = failed.get(attempt);
  if (cause !== undefined) return refused('not-carried-out', { reallocation: id, cause });
  const missing = lacking(reallocation);
  if (missing) return { refused: missing };
  const alone = approvals.length === 1 && approvals[0]?.by === proposer;
  return happened(
    ReallocationDecided.of(effective, {
      attempt,
      amount,
      how: alone ? 'alone' : 'approved',
      approvals: approvals.map(asApproval),
    }),
  );
}

/** An approval as the funds record it. */
export const asApproval = ({
  organisation,
  office,
  by,
  day,
  delegation,
  powers,
}: Approval): Approval => ({ organisation, office, by, day, delegation, powers });
