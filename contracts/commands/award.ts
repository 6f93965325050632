import type { ContractCommand, ContractCommandOf } from './award/contract.js';
import type { GrantCommand, GrantCommandOf } from './award/grant.js';

/** As an import records what was published: a fact, kept whatever rule it breaks (rule 15). */
export type PublishedGrant = Omit<GrantCommandOf<'award-grant'>, 'obligation'> & {
  readonly obligation: 'published-fact';
};

/** Makes an award: reserves in each fund, decides, confirms in each fund. */
export type AwardCommand =
  | ContractCommandOf<'award-contract' | 'award-personal-budget'>
  | GrantCommandOf<'award-grant'>
  | PublishedGrant;

/** What is asked of an award that is made: of its money, its terms or both. */
export type ContractChange = Exclude<
  ContractCommand,
  { command: 'award-contract' | 'award-personal-budget' }
>;
export type GrantChange = Exclude<
  GrantCommand,
  { command: 'award-grant' | 'offer-grant' | 'accept-grant' | 'decline-grant' }
>;
export type AwardChange = ContractChange | GrantChange;

/** An award or an offer that was not made: its reservation ran out, or a fund refused its part. */
export interface Lapse {
  readonly command: 'lapse-award';
  readonly effective: string;
  readonly cause: 'expired' | 'refused';
}

/** The point of no return of an award: made, or lapsed. */
export type AwardStep =
  AwardCommand | GrantCommandOf<'offer-grant' | 'accept-grant' | 'decline-grant'> | Lapse;
