import type { Upcaster, Upcasters } from './upcaster.js';
import { withPeriod } from './with-period.js';

/** Nothing was allocated beyond what a source had. */
const withoutOverride: Upcaster = (data, day) => ({ ...withPeriod(data, day), override: null });

export const budgetUpcasters: Upcasters = { BudgetAllocated: [withoutOverride] };
