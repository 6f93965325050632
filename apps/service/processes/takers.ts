import type { Refusal } from '#contracts/problems.js';
import type { DueKind } from '#libs/ledger/facts/due.js';
import type { DueItem } from '#projections/reading/due.js';
import { expire, settle } from '../ledger/awards.js';
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

/** What is done when it falls due. */
export const takers: Readonly<Record<DueKind, Taker>> = {
  'reservation-expires': {
    early: true,
    authority: 'Awards are made whole or not at all',
    reason: 'An award was left unfinished',
    take: reservationExpires,
  },
};

/** Kinds that are taken up before their time too. */
export const takenEarly = (Object.keys(takers) as DueKind[]).filter((what) => takers[what].early);
