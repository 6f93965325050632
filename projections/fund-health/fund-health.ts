import type { FundView } from '#projections/reading/reading.js';
import { atRisk } from './figures/at-risk.js';
import { longTerm } from './figures/award-length.js';
import { budgetAgainstActual } from './figures/budget-actual.js';
import { awardTerms } from './figures/award-terms.js';
import { cashAhead } from './figures/cash-ahead.js';
import { cliffEdges } from './figures/cliff-edges.js';
import { awardConcentration, spendingConcentration } from './figures/concentration.js';
import { contributions } from './figures/contributions.js';
import { costLines } from './figures/cost-lines.js';
import { coverage } from './figures/coverage.js';
import { creditors, debtors } from './figures/debtors-creditors.js';
import { dependence } from './figures/dependence.js';
import { flexibilityByYear } from './figures/flexibility.js';
import { fundedUntil } from './figures/funded-until.js';
import { health } from './figures/health.js';
import { held } from './figures/held.js';
import { collected, instalments, overdue } from './figures/instalments.js';
import { localVcse } from './figures/local-vcse.js';
import { lastMonthEnded, monitoring } from './figures/monitoring.js';
import { flags, openTasks } from './figures/pending.js';
import { otherBalances } from './figures/other-balances.js';
import { otherIncome } from './figures/other-income.js';
import { position, positionByYear } from './figures/position.js';
import { waitingByOffice } from './figures/proposals.js';
import { ringFences } from './figures/ring-fences.js';
import { shareLimits } from './figures/share-limits.js';
import { unknowns } from './figures/unknowns.js';

/** Every figure of fund health, each as its own function defines it (docs/figures.md). */
const figures = {
  health,
  fundedUntil,
  whole: (view: FundView) => position(view.balances),
  years: (view: FundView) => positionByYear(view.balances),
  contributions,
  coverage,
  atRisk,
  collected,
  overdue: (view: FundView) => overdue(instalments(view)),
  held,
  lowestAhead: (view: FundView) => cashAhead(view).lowest ?? null,
  debtors,
  creditors,
  otherBalances,
  otherIncome,
  budgetAgainstActual,
  monitoring: (view: FundView) => monitoring(view, lastMonthEnded(view.moment.day)),
  ringFences,
  shareLimits,
  awardTerms,
  longTerm: (view: FundView) => longTerm(view),
  awardConcentration,
  spendingConcentration,
  localVcse,
  costLines,
  cliffEdges,
  dependence: (view: FundView) =>
    view.balances.groupBy('year').flatMap(({ key }) => dependence(view, key.year)),
  flexibility: flexibilityByYear,
  proposals: waitingByOffice,
  tasks: openTasks,
  flags,
  unknowns,
} as const satisfies Record<string, (view: FundView) => unknown>;

export type FundHealth = {
  readonly [Name in keyof typeof figures]: ReturnType<(typeof figures)[Name]>;
};

export const fundHealth = (view: FundView): FundHealth =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, figure(view)]),
  ) as unknown as FundHealth;
