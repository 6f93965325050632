import type { Standing } from '#contracts/events/all.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { yearOf } from '#contracts/financial-year.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import type { Posting } from '#libs/ledger/posting.js';
import { parsePence, type Pence } from '#libs/money/pence.js';

/** A scheme's budget of one source, year and nature. */
export interface BudgetPlace {
  readonly scheme: string;
  readonly source: string;
  readonly year: string;
  readonly nature: NatureOrUnknown;
}

/** What a fund promises: an award, or a change of one. */
export interface Promised {
  readonly award: string;
  readonly change: string | null;
}

/** What was recorded beyond a budget, until cover is found for it. */
export interface Overspend {
  left: Pence;
  /** The budgets that it drew on. */
  readonly places: readonly BudgetPlace[];
  /** Undefined where it was spent, and not promised. */
  readonly promise: Promised | undefined;
  /** The accrual or invoice that spent it; undefined where it was promised. */
  readonly expenditure: string | undefined;
}

export interface Budgets {
  /** How many events made this state: the revision of the next one. */
  revision: number;
  /** By task: the revision of the event that went beyond a budget. */
  readonly overspends: Map<string, Overspend>;
  /** Schemes that are closed, with the day. */
  readonly closedSchemes: Map<string, string>;
  readonly formulas: Set<string>;
}

export const newBudgets = (): Budgets => ({
  revision: 0,
  overspends: new Map(),
  closedSchemes: new Map(),
  formulas: new Set(),
});

/** Keeps what an event went beyond its budgets, as the task that the event opens. */
export function keepOverspend(
  budgets: Budgets,
  { type, data }: Standing & FundEvent,
  posted: readonly Posting[],
): void {
  if (!('overBudget' in data) || data.overBudget === '0.00') return;
  const places = new Map<string, BudgetPlace>();
  for (const { on } of posted)
    if (on.account.startsWith('budget:scheme:')) {
      const { scheme, source, nature } = on;
      const place = { scheme, source, nature, year: yearOf(on.period) };
      places.set(Object.values(place).join('|'), place);
    }
  budgets.overspends.set(String(budgets.revision), {
    left: parsePence(data.overBudget),
    places: [...places.values()],
    promise:
      type === 'CommitmentReserved'
        ? { award: data.award, change: null }
        : type === 'CommitmentChangeReserved'
          ? { award: data.award, change: data.change }
          : undefined,
    expenditure:
      type === 'ExpenditureAccrued' ||
      type === 'AlignedCostAccrued' ||
      type === 'ExpenditureVerified'
        ? data.expenditure
        : undefined,
  });
}
