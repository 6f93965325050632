import type { EventOf } from '#contracts/events/all.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { Fund } from '../fund.js';

/** What each event of an area changes in a fund's terms; its balances follow from its postings. */
export type EvolutionBy<Types> = {
  readonly [Type in keyof Types & FundEvent['type']]: (fund: Fund, event: EventOf<Type>) => void;
};

/** The event changes balances only. */
export const changesNoTerms = (): void => undefined;

/** The log holds only what was decided on a state that had these; their absence is a broken log. */
export function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`the log speaks of ${what} before it exists`);
  return found;
}
