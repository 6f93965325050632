import { areasBeside } from './figures/areas-beside.js';
import { awardLengths } from './figures/award-lengths.js';
import { completeness } from './figures/completeness.js';
import { decisions, funderFlows } from './figures/flows.js';
import { dependents, endings } from './figures/fragility.js';
import { investedBy, totals } from './figures/invested-by.js';
import { needsAndAreas } from './figures/needs-and-areas.js';
import { outcomesBeside } from './figures/outcomes-beside.js';
import { providerConcentration } from './figures/providers.js';
import { publishedContracts } from './figures/published-contracts.js';
import { strategiesServed, strategiesTogether } from './figures/strategies.js';
import { passedOn, smallLocalVcse, systemShares } from './figures/system-health.js';
import { turnover } from './figures/turnover.js';
import type { Investment } from './figures/investment.js';

/** Every figure of ecosystem investment, each as its own function defines it (docs/figures.md). */
const figures = {
  totals,
  invested: investedBy,
  concentration: providerConcentration,
  lengths: awardLengths,
  needsAndAreas,
  strategies: strategiesServed,
  strategiesTogether,
  decisions,
  flows: funderFlows,
  passedOn,
  systemShares,
  smallLocalVcse,
  turnover,
  dependents,
  endings,
  outcomes: outcomesBeside,
  completeness,
  beside: areasBeside,
  publishedContracts,
} as const satisfies Record<string, (of: Investment) => unknown>;

export type Ecosystem = {
  readonly [Name in keyof typeof figures]: ReturnType<(typeof figures)[Name]>;
};

export const ecosystem = (of: Investment): Ecosystem =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, figure(of)]),
  ) as unknown as Ecosystem;
