import type { Pence } from '#libs/money/pence.js';

/** What one event did to the accounts that are compared. */
export interface Entry {
  /** Its log number. */
  readonly number: number;
  /** The day on which it took effect. */
  readonly day: string;
  /** Into the account above zero, out of it below. */
  readonly pence: Pence;
  /** Keyed hashes of the references by which the ledger knows it. */
  readonly marks: readonly string[];
}
