import { must, totalOf, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';

export const monitoringAudit = {
  BudgetProfiled: (_auditor, { data }) =>
    must(
      'rule 2: the months of a profile sum to the budget',
      totalOf(data.months) === whole(data.budget),
    ),
  ForecastSubmitted: () => undefined,
  BalancesAgreed: (_auditor, { data }) =>
    must(
      'a difference is ours less theirs',
      whole(data.difference) === whole(data.ours) - whole(data.theirs),
    ),
} satisfies AuditBy;
