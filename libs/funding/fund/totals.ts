import { yearOf } from '#contracts/financial-year.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import type { Account, Posting } from '#libs/ledger/posting.js';
import type { Pence } from '#libs/money/pence.js';

/** A question about totals: what it leaves out is summed over. */
export interface TotalsAsked {
  readonly account: Account;
  readonly source?: string;
  readonly nature?: NatureOrUnknown;
  /** The accounting year. */
  readonly year?: string;
  /** Up to the end of this period. */
  readonly upTo?: string;
}

interface Total {
  readonly source: string;
  readonly nature: NatureOrUnknown;
  readonly period: string;
  pence: Pence;
}

/**
 * Sums of a fund's own postings by account, period, source and nature: what decisions ask of the
 * cash book, and of where authority came from. Debits are positive, as in the books.
 */
export class Totals {
  readonly #byAccount = new Map<Account, Map<string, Total>>();

  post({ on, pence }: Posting): void {
    const { account, source, nature, period } = on;
    let totals = this.#byAccount.get(account);
    if (!totals) {
      totals = new Map();
      this.#byAccount.set(account, totals);
    }
    const key = `${source}|${nature}|${period}`;
    const total = totals.get(key);
    if (total) total.pence += pence;
    else totals.set(key, { source, nature, period, pence });
  }

  /** The accounting years in which anything was posted. */
  years(): string[] {
    const years = new Set<string>();
    for (const totals of this.#byAccount.values())
      for (const { period } of totals.values()) years.add(yearOf(period));
    return [...years];
  }

  sum({ account, source, nature, year, upTo }: TotalsAsked): Pence {
    let sum = 0n;
    for (const total of this.#byAccount.get(account)?.values() ?? [])
      if (
        (source === undefined || total.source === source) &&
        (nature === undefined || total.nature === nature) &&
        (year === undefined || yearOf(total.period) === year) &&
        (upTo === undefined || total.period <= upTo)
      )
        sum += total.pence;
    return sum;
  }
}
