import type { Fund } from './fund.js';

/** Claims on outcomes that will never be counted here. */
export interface Stages {
  /** By the name that their expenditure would have: why. */
  readonly barredStages: Map<string, string>;
}

export const newStages = (): Stages => ({ barredStages: new Map() });

/** What a claim's expenditure is named: the same for who pays it and for who rejects it. */
export const stageExpenditure = (outcome: string, claim: string): string => `${outcome}:${claim}`;

const undone: readonly string[] = ['reversed', 'rejected', 'accrual-reversed', 'credit'];

/** Does spending stand under this name, or under the name that it got when it was recoded? */
export function stands({ expenditures }: Fund, name: string): boolean {
  const original = (id: string): string => {
    const before = expenditures.get(id)?.recodes ?? null;
    return before === null ? id : original(before);
  };
  return [...expenditures].some(
    ([id, { state }]) => !undone.includes(state) && original(id) === name,
  );
}
