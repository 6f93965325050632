import type { ContractTerms } from '#contracts/events/award/contract.js';
import type { GrantTerms } from '#contracts/events/award/grant.js';
import type { OutcomePayment } from '#contracts/events/award/outcome-payments.js';
import type { AwardYear, CostShare } from '#contracts/events/award/shapes.js';
import type { Pence } from '#libs/money/pence.js';

/** An award that stands, as its own stream has it: terms and decisions. Its money is in the funds. */
export interface Made {
  readonly outcome: 'awarded';
  readonly kind: 'contract' | 'grant';
  /** The day from which it is in force: nothing changes it before. */
  readonly from: string;
  readonly provider: string;
  readonly start: string | null;
  readonly end: string | null;
  /** What it was worth when it was made: variations are measured by it. */
  readonly original: Pence;
  /** Year by year, as last changed. */
  readonly funding: readonly AwardYear[];
  /** Every fund that has or had a part in it. */
  readonly funds: readonly string[];
  readonly costShares: readonly CostShare[];
  /** What of it pays on outcomes and on nothing else. */
  readonly outcomePayments: readonly OutcomePayment[];
  readonly changes: ReadonlyMap<string, ChangeOutcome>;
  /** Reallocations that took money out of it or put it in. */
  readonly reallocations: ReadonlySet<string>;
  /** By reallocation: what it will bring, or take where it is below zero, by the try under way. */
  readonly reserved: ReadonlyMap<string, { readonly attempt: string; readonly more: Pence }>;
  /** Tries of reallocations that came to nothing. */
  readonly released: ReadonlySet<string>;
  /** Ended or closed: nothing about it changes any more. */
  readonly over: boolean;
  /** What its provider passes on, by subcontract. */
  readonly subcontracts: ReadonlyMap<string, Pence>;
  readonly contract: ContractState;
  readonly grant: GrantState;
}

/** A change was decided for these funds, or was not made. */
export type ChangeOutcome =
  | { readonly outcome: 'decided'; readonly funds: readonly string[] }
  | { readonly outcome: 'lapsed'; readonly cause: string };

export interface ContractState {
  /** Whom its money follows, by a pseudonym; null where it follows nobody. */
  readonly person: string | null;
  readonly regime: string;
  readonly terms: ContractTerms;
  readonly options: readonly OptionState[];
  /** Changes of the commissioner's own decision so far. */
  readonly varied: Pence;
  /** The month of the index that the prices now rest on; null: the base month. */
  readonly indexedTo: string | null;
  /** Moved between cost lines within the allowance, by year. */
  readonly moved: ReadonlyMap<string, Pence>;
  readonly notice: 'due' | 'published' | 'none';
}

export interface OptionState {
  readonly option: number;
  readonly months: number;
  /** As stated, or its part by months of what all options are worth. */
  readonly worth: Pence;
  readonly stated: boolean;
  readonly exerciseBy: string | null;
  readonly state: 'open' | 'exercised' | 'lapsed';
}

export interface GrantState {
  /** Null: nothing was agreed beside its money. */
  readonly terms: GrantTerms | null;
  readonly conditions: ReadonlyMap<string, ConditionState>;
  readonly secured: ReadonlyMap<string, Pence>;
}

export interface ConditionState {
  readonly text: string;
  readonly gatesPayment: boolean;
  readonly state: 'open' | 'met' | 'not met';
}
