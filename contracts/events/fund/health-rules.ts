import { z } from 'zod';
import { event } from '../../event-type.js';
import { Text } from '../../values.js';

const Days = z.int().min(1).max(3660);
const Months = z.int().min(1).max(120);
/** Cliff edges are looked for within these. */
const CliffMonths = z
  .int()
  .refine((months) => [3, 6, 12].includes(months), { error: 'say 3, 6 or 12 months' });

/** From where on a dimension of health is amber or red; days are counted from when it was due. */
export const healthThresholds = {
  /** Commitments without confirmed money this near are red; later ones are amber. */
  certaintyRedMonths: Months,
  /** Lowest coverage under this is red in the year of the day and the next, amber later. */
  coverageLeast: z.string().regex(/^\d{1,2}\.\d{2}$/, 'write a ratio as "1.00"'),
  /** An instalment that is overdue. */
  overdueAmberDays: Days,
  overdueRedDays: Days,
  /** Over a scheme's budget, in per cent of that budget. */
  overBudgetRedPercent: z.int().min(0).max(100),
  /** Money in a ring-fence, not promised, with so many months left to use it. */
  ringFenceAmberMonths: Months,
  ringFenceRedMonths: Months,
  /** Awards ending within so many months without a decision. */
  cliffAmberMonths: CliffMonths,
  cliffRedMonths: CliffMonths,
  /** A review of the agreement that was due and is not held. */
  reviewAmberDays: Days,
  reviewRedDays: Days,
  /** A proposal that waits; one past its last day is red. */
  proposalAmberDays: Days,
  /** A year that ended, with a period that is not closed. */
  closeAmberDays: Days,
  closeRedDays: Days,
  /** A statement that an office named by the agreement has not signed. */
  signAmberDays: Days,
  signRedDays: Days,
  /** A statement that waits to be restated. */
  restateAmberDays: Days,
  restateRedDays: Days,
  /** A publication that was due. */
  publicationAmberDays: Days,
  publicationRedDays: Days,
};
export type HealthThresholds = {
  readonly [Name in keyof typeof healthThresholds]: z.infer<(typeof healthThresholds)[Name]>;
};

/** What a fund is judged by that has set no rules of its own. */
export const usualThresholds: HealthThresholds = {
  certaintyRedMonths: 12,
  coverageLeast: '1.00',
  overdueAmberDays: 1,
  overdueRedDays: 30,
  overBudgetRedPercent: 5,
  ringFenceAmberMonths: 6,
  ringFenceRedMonths: 3,
  cliffAmberMonths: 12,
  cliffRedMonths: 3,
  reviewAmberDays: 1,
  reviewRedDays: 90,
  proposalAmberDays: 30,
  closeAmberDays: 90,
  closeRedDays: 270,
  signAmberDays: 30,
  signRedDays: 90,
  restateAmberDays: 1,
  restateRedDays: 90,
  publicationAmberDays: 1,
  publicationRedDays: 90,
};

/** From its day on the fund's health is judged by these; what was judged before stays (rule 12). */
export const HealthRulesSet = event('HealthRulesSet', 1, { ...healthThresholds, evidence: Text });

export const healthRuleEvents = { HealthRulesSet } as const;
