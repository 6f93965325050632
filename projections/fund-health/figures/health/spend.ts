import { yearOf } from '#contracts/financial-year.js';
import type { FundView } from '#projections/reading/reading.js';
import { budgetAgainstActual } from '../budget-actual.js';
import type { HealthRules } from '../health-rules.js';
import { judged, type DimensionHealth, type Reason } from '../level.js';
import { toCover } from '../pending.js';
import { money } from '../sentence.js';

/** Whether schemes keep to their budgets this year, and cover is found where they do not. */
export function spendHealth(view: FundView, rules: HealthRules): DimensionHealth {
  const now = yearOf(view.moment.day);
  const rows = budgetAgainstActual(view).filter(({ year }) => year === now);
  const unbudgeted = rows.filter(
    ({ scheme, source }) => scheme === 'unknown' || source === 'unknown',
  );
  const against: Reason[] = rows
    .filter((row) => !unbudgeted.includes(row) && row.uncommitted.pence < 0n)
    .map(({ scheme, source, allocated, uncommitted }) => ({
      level:
        -uncommitted.pence * 100n > allocated.pence * BigInt(rules.overBudgetRedPercent)
          ? ('red' as const)
          : ('amber' as const),
      sentence: `${now}: ${view.facts.get('scheme', scheme)?.attributes.name ?? scheme}, money of ${view.facts.get('source', source)?.attributes.name ?? source}, is over budget by ${money(-uncommitted.pence)} (adverse)`,
    }));
  const tasks = toCover(view).length;
  if (tasks > 0)
    against.push({
      level: 'amber',
      sentence: `${tasks} ${tasks === 1 ? 'task' : 'tasks'} to find cover ${tasks === 1 ? 'is' : 'are'} open`,
    });
  if (unbudgeted.some(({ actual }) => actual.pence !== 0n))
    against.push({
      level: 'not known',
      sentence: `${now}: spending whose scheme or source is not known has no budget to keep to`,
    });
  return judged('spend', against, 'Every scheme is within its budget');
}
