import type { FundView } from '#projections/reading/reading.js';
import { parsePence, type Pence } from '#libs/money/pence.js';

/** What the fund and another body found when they last compared what one owes the other. */
export interface BalanceAgreed {
  readonly is: 'agreed' | 'differs, explained' | 'differs, not explained';
  readonly at: string;
  /** Of the log, up to which our side was counted. */
  readonly logNumber: number;
  /** Below zero: the fund owes it. */
  readonly ours: Pence;
  readonly theirs: Pence;
  readonly difference: Pence;
  readonly explanation: string | null;
  readonly event: number;
}

/** By body: the comparison of the latest day, and of one day the last recorded. */
export function balancesAgreed({ facts }: FundView): ReadonlyMap<string, BalanceAgreed> {
  const latest = new Map<string, BalanceAgreed>();
  for (const { number, attributes } of facts
    .list('balances-agreed')
    .sort((a, b) => a.number - b.number)) {
    const { with: body, at, logNumber, explanation } = attributes;
    if (at < (latest.get(body)?.at ?? '')) continue;
    const difference = parsePence(attributes.difference);
    latest.set(body, {
      is:
        difference === 0n
          ? 'agreed'
          : explanation === null
            ? 'differs, not explained'
            : 'differs, explained',
      at,
      logNumber,
      ours: parsePence(attributes.ours),
      theirs: parsePence(attributes.theirs),
      difference,
      explanation,
      event: number,
    });
  }
  return latest;
}
