import type { FundView } from '#projections/reading/reading.js';
import { coverage } from './coverage.js';
import { cashHealth } from './health/cash.js';
import { certaintyHealth } from './health/certainty.js';
import { cliffHealth } from './health/cliff-edges.js';
import { coverageHealth } from './health/coverage.js';
import { governanceHealth } from './health/governance.js';
import { ringFenceHealth } from './health/ring-fences.js';
import { spendHealth } from './health/spend.js';
import { rulesOn, type HealthRules } from './health-rules.js';
import { worst, type DimensionHealth, type Level } from './level.js';

/** The whole is the worst dimension, never an average. */
export interface Health {
  readonly whole: Level;
  readonly dimensions: readonly DimensionHealth[];
  /** What it was judged by. */
  readonly rules: HealthRules;
}

const judges: readonly ((view: FundView, rules: HealthRules) => DimensionHealth)[] = [
  certaintyHealth,
  coverageHealth,
  cashHealth,
  spendHealth,
  ringFenceHealth,
  cliffHealth,
  governanceHealth,
];

/** Judged on the view's day by the rules in force on that day. */
export function health(view: FundView): Health {
  const rules = rulesOn(view);
  const dimensions = judges.map((judge) => judge(view, rules));
  return {
    whole: worst(dimensions.map(({ level }) => level)),
    dimensions,
    rules,
  };
}

/** What certainty and coverage say of one year, past ones too. */
export interface YearHealth {
  readonly year: string;
  readonly level: Level;
  /** Only what speaks against the year. */
  readonly reasons: readonly string[];
}

export function healthByYear(view: FundView): YearHealth[] {
  const rules = rulesOn(view);
  return coverage(view).map(({ year }) => {
    const dimensions = [certaintyHealth, coverageHealth].map((judge) =>
      judge(view, rules, (of) => of === year),
    );
    return {
      year,
      level: worst(dimensions.map(({ level }) => level)),
      reasons: dimensions
        .filter(({ level }) => level !== 'green')
        .flatMap(({ reasons }) => reasons),
    };
  });
}
