import type { FundView } from '#projections/reading/reading.js';
import type { HealthRules } from '../health-rules.js';
import { held, keptByOwners } from '../held.js';
import { instalments, overdue } from '../instalments.js';
import { judged, type DimensionHealth, type Reason } from '../level.js';
import { money } from '../sentence.js';

/** Whether the money comes when it is due, and whether the host has to finance the pool. */
export function cashHealth(view: FundView, rules: HealthRules): DimensionHealth {
  const { now } = held(view);
  const late = overdue(instalments(view));
  // Spending without any recorded income says nothing about who financed it.
  const knowsIncome = view.facts.list('contribution').length > 0;
  const against: Reason[] = [];
  if (!knowsIncome && now.pence !== 0n)
    against.push({ level: 'not known', sentence: 'No contributions are recorded, only spending' });
  if (knowsIncome && now.pence < 0n)
    against.push({
      level: 'amber',
      sentence: `The host finances the pool with ${money(-now.pence)}`,
    });
  if (late.count > 0 && late.oldestDays >= rules.overdueAmberDays)
    against.push({
      level: late.oldestDays >= rules.overdueRedDays ? 'red' : 'amber',
      sentence: `${money(late.pence)} overdue in ${late.count} ${late.count === 1 ? 'instalment' : 'instalments'}, the oldest for ${late.oldestDays} ${late.oldestDays === 1 ? 'day' : 'days'}`,
    });
  const overdueYet =
    late.count === 0
      ? 'nothing is overdue'
      : `nothing is overdue for ${rules.overdueAmberDays} days or longer`;
  return judged(
    'cash',
    against,
    keptByOwners(view)
      ? `Each partner holds its own money; ${overdueYet}`
      : `Held by the host: ${money(now.pence)}; ${overdueYet}`,
  );
}
