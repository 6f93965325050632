import type { FundTerms, FundView } from '#projections/reading/reading.js';
import { held as heldAccounts } from './accounts.js';
import { once } from './once.js';
import { traced, type Traced } from './traced.js';

export interface MonthEnd {
  /** `2026-04` */
  readonly month: string;
  /** Received less paid in the month. */
  readonly moved: Traced;
  readonly held: Traced;
}

export interface Held {
  readonly now: Traced;
  /** Every month with a movement of cash, in order. */
  readonly months: readonly MonthEnd[];
  /** The least held at a month's end so far; it may be negative: the host finances the pool. */
  readonly lowest: MonthEnd | undefined;
}

/** Aligned money never leaves its owners: nobody holds it for them. */
export const keptByOwners = ({ fund, facts }: FundTerms): boolean =>
  facts.get('fund', fund)?.attributes.kind === 'aligned';

/** Only received cash is cash (rule 6). */
export const held = once(({ balances }: FundView): Held => {
  const cash = balances.where({ account: heldAccounts.accounts });
  const byMonth = cash.groupBy('period');
  let sum = 0n;
  const months = byMonth.map(({ key, balances: of }, place) => {
    const moved = traced(of, key, heldAccounts);
    sum += moved.pence;
    const period = byMonth.slice(0, place + 1).map((earlier) => earlier.key.period);
    return {
      month: key.period,
      moved,
      held: { pence: sum, from: [{ asked: { account: heldAccounts.accounts, period }, sign: 1 }] },
    } satisfies MonthEnd;
  });
  return {
    now: traced(cash, {}, heldAccounts),
    months,
    lowest: months.reduce<MonthEnd | undefined>(
      (least, month) => (least && least.held.pence <= month.held.pence ? least : month),
      undefined,
    ),
  };
});
