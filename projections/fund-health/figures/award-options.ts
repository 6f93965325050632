import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence, type Pence } from '#libs/money/pence.js';

/** An option of a contract, and what it would prolong. */
export interface AwardOption {
  readonly option: number;
  readonly months: number;
  readonly state: 'open' | 'exercised' | 'lapsed';
  /** Where it is open: what it would prolong; null where the award has no last day. */
  readonly runs: { readonly from: string; readonly to: string } | null;
  /** The last day to exercise it: its own, or else that of what it would prolong. */
  readonly exerciseBy: string | null;
  /** Whether that day was agreed for it. */
  readonly ownDay: boolean;
  /** The open option before it, which must be exercised first. */
  readonly after: number | null;
  readonly worth: Pence | null;
  /** What stated its own terms. */
  readonly event: number | null;
}

/** Options follow one another: each open one begins where the one before it would end. */
export function awardOptions(facts: FactsAt, award: string): AwardOption[] {
  const terms = facts.get('award', award)?.attributes;
  let end = terms?.end ?? null;
  let before: number | null = null;
  return (terms?.optionMonths ?? []).map((months, place) => {
    const option = place + 1;
    const fact = facts.get('award-option', `${award}/${option}`);
    const { exerciseBy = null, value = null, state = 'open' } = fact?.attributes ?? {};
    const said = {
      ...{ option, months, state, worth: value === null ? null : parsePence(value) },
      ...{ ownDay: exerciseBy !== null, event: fact?.number ?? null },
    };
    if (state !== 'open') return { ...said, runs: null, exerciseBy, after: null };
    const after = before;
    before = option;
    if (end === null) return { ...said, runs: null, exerciseBy, after };
    const from = daysAfter(end, 1);
    const to = daysAfter(monthsAfter(from, months), -1);
    const last = exerciseBy ?? end;
    end = to;
    return { ...said, runs: { from, to }, exerciseBy: last, after };
  });
}
