import type { Upcasters } from './upcaster.js';
import { withPeriod } from './with-period.js';

export const budgetUpcasters: Upcasters = { BudgetAllocated: [withPeriod] };
