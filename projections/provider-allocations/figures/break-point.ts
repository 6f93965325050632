import { monthsAfter } from '#contracts/calendar.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { breakClauses } from '#projections/fund-health/figures/break-clauses.js';

/**
 * The last day of an award if the commissioner gave notice on the day by the clause that lets it go
 * soonest; undefined where no clause does, or notice was given and the award has its new end.
 */
export function breakPoint(facts: FactsAt, award: string, day: string): string | undefined {
  const { breakNotice = null, end = null } = facts.get('award', award)?.attributes ?? {};
  if (breakNotice !== null) return undefined;
  const [first] = breakClauses(facts)
    .filter(({ attributes: of }) => of.award === award && of.by !== 'provider')
    .map(({ attributes: { from, noticeMonths } }) => {
      const earliest = monthsAfter(day, noticeMonths);
      return earliest > from ? earliest : from;
    })
    .sort();
  return first === undefined || (end !== null && first >= end) ? undefined : first;
}
