import type { Refusal } from '#contracts/problems.js';
import type { DueKind } from '#libs/ledger/facts/due.js';
import type { DueItem } from '#projections/reading/due.js';
import { changeAward, expireChange, settleChange } from '../ledger/award-changes.js';
import { expire, inFund, settle } from '../ledger/awards.js';
import { askReallocation, fail, settleMove } from '../ledger/reallocations.js';
import { settleRejection } from '../ledger/stage-claims.js';
import type { Asking, Ledger } from '../ledger/ledger.js';

/** The time of a round. */
export interface Now {
  readonly instant: string;
  readonly day: string;
}

interface Taker {
  /** Taken up before its time too: a crash may have left it between two steps. */
  readonly early: boolean;
  /** By what rule the service does it, in its own name. */
  readonly authority: string;
  readonly reason: string;
  /** Issues what is due. Every command has a key fixed by the item, so that taking it twice changes nothing. */
  readonly take: (
    ledger: Ledger,
    asking: Asking,
    item: DueItem,
    now: Now,
  ) => Promise<Refusal | undefined>;
}

/** Money that a fund keeps for an award: settled once the award is made, free again when the time is over. */
async function reservationExpires(
  ledger: Ledger,
  asking: Asking,
  { kind: asWritten, id, fund, at }: DueItem,
  { instant, day }: Now,
): Promise<Refusal | undefined> {
  const kind = asWritten === 'grant' ? 'grant' : 'contract';
  if (at <= instant) await expire(ledger, asking, kind, id, day);
  const [settled] = await settle(ledger, asking, kind, id, [fund], day);
  return settled && 'refused' in settled ? settled.refused : undefined;
}

/** The same for a change of an award; `ref` is `<award>/<change>`. */
async function changeExpires(
  ledger: Ledger,
  asking: Asking,
  { kind: asWritten, id, fund, ref, at }: DueItem,
  { instant, day }: Now,
): Promise<Refusal | undefined> {
  const kind = asWritten === 'grant' ? 'grant' : 'contract';
  const of = { kind, id, change: ref.slice(ref.indexOf('/') + 1) } as const;
  if (at <= instant) await expireChange(ledger, asking, of, day);
  const [settled] = await settleChange(ledger, asking, of, [fund], day);
  return settled && 'refused' in settled ? settled.refused : undefined;
}

/** Nobody exercised it in time. */
async function optionLapses(
  ledger: Ledger,
  asking: Asking,
  { id, ref }: DueItem,
  { day }: Now,
): Promise<Refusal | undefined> {
  const lapsing = {
    command: 'lapse-option',
    effective: day,
    option: Number(ref),
    cause: 'not-exercised',
  } as const;
  const lapsed = await changeAward(ledger, asking, 'contract', id, lapsing, undefined);
  return 'refused' in lapsed ? lapsed.refused : undefined;
}

/** An accrual whose invoice has not come by the day that it names. */
async function accrualReverses(
  ledger: Ledger,
  asking: Asking,
  { fund, ref, at }: DueItem,
): Promise<Refusal | undefined> {
  const reversal = {
    command: 'reverse-accrual',
    effective: at,
    expenditure: ref,
    onItsDay: true,
  } as const;
  const outcome = await inFund(ledger, asking, fund, reversal);
  return 'refused' in outcome ? outcome.refused : undefined;
}

/** What a fund set aside for a move: moved once that is decided, free again when the time is over. */
async function moveExpires(
  ledger: Ledger,
  asking: Asking,
  { id, ref: attempt, fund, at }: DueItem,
  { instant, day }: Now,
): Promise<Refusal | undefined> {
  if (at <= instant) await fail(ledger, asking, id, attempt, 'expired', day);
  const settled = await settleMove(ledger, asking, id, attempt, [fund], day);
  return settled.flatMap((one) => ('refused' in one ? [one.refused] : [])).at(0);
}

/** A proposal that nobody decided by its last day. */
async function proposalLapses(
  ledger: Ledger,
  asking: Asking,
  { id }: DueItem,
  { day }: Now,
): Promise<Refusal | undefined> {
  const command = { command: 'lapse-reallocation', effective: day } as const;
  const answer = await askReallocation(ledger, asking, id, command, undefined);
  return 'refused' in answer ? answer.refused : undefined;
}

/** A claim that its fund will not count, and of which the outcome does not say so yet. */
async function rejectionUnfinished(
  ledger: Ledger,
  asking: Asking,
  { id, ref: claim }: DueItem,
  { day }: Now,
): Promise<Refusal | undefined> {
  const settled = await settleRejection(ledger, asking, id, claim, day);
  return settled && 'refused' in settled ? settled.refused : undefined;
}

/** A recoding that nobody decided by its last day. */
async function recodingLapses(
  ledger: Ledger,
  asking: Asking,
  { fund, ref: proposal }: DueItem,
  { day }: Now,
): Promise<Refusal | undefined> {
  const command = { command: 'lapse-recoding', effective: day, proposal } as const;
  const outcome = await inFund(ledger, asking, fund, command);
  return 'refused' in outcome ? outcome.refused : undefined;
}

/** What is done when it falls due. */
export const takers: Readonly<Record<DueKind, Taker>> = {
  'reservation-expires': {
    early: true,
    authority: 'Awards are made whole or not at all',
    reason: 'An award was left unfinished',
    take: reservationExpires,
  },
  'change-expires': {
    early: true,
    authority: 'Changes of awards are made whole or not at all',
    reason: 'A change of an award was left unfinished',
    take: changeExpires,
  },
  'option-lapses': {
    early: false,
    authority: 'The terms of the contract',
    reason: 'The option was not exercised in time',
    take: optionLapses,
  },
  'accrual-reverses': {
    early: false,
    authority: 'The accrual names the day on which it reverses',
    reason: 'The day has come on which the accrual reverses',
    take: accrualReverses,
  },
  'move-expires': {
    early: true,
    authority: 'Moves are carried out whole or not at all',
    reason: 'A move was left unfinished',
    take: moveExpires,
  },
  'rejection-unfinished': {
    early: true,
    authority: 'Claims are rejected in their fund and their outcome, or in neither',
    reason: 'The rejection of a claim was left unfinished',
    take: rejectionUnfinished,
  },
  'proposal-lapses': {
    early: false,
    authority: 'A proposal holds until its last day',
    reason: 'The proposal was not decided in time',
    take: proposalLapses,
  },
  'recoding-lapses': {
    early: false,
    authority: 'A proposal holds until its last day',
    reason: 'The proposal was not decided in time',
    take: recodingLapses,
  },
};

/** Kinds that are taken up before their time too. */
export const takenEarly = (Object.keys(takers) as DueKind[]).filter((what) => takers[what].early);
