import type { ContractCommand, ContractCommandOf } from './award/contract.js';
import type { GrantCommand, GrantCommandOf } from './award/grant.js';

/** Makes an award: reserves in each fund, decides, confirms in each fund. */
export type AwardCommand =
  ContractCommandOf<'award-contract' | 'award-personal-budget'> | GrantCommandOf<'award-grant'>;

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
