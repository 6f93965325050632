/**
 * What makes a dimension amber or red, from a day on. A new set of rules is added below with its
 * own day; the ones before stay, because past health is judged by the rules of its time (rule 12).
 */
export interface HealthRules {
  readonly from: string;
  /** Commitments without confirmed money this near are red; later ones are amber. Months. */
  readonly certaintyRedMonths: number;
  /** Lowest coverage under this is red in the year of the day and the next, amber later. */
  readonly coverageLeast: string;
  /** An instalment overdue for so many days. */
  readonly overdueAmberDays: number;
  readonly overdueRedDays: number;
  /** Over a scheme's budget, in per cent of that budget. */
  readonly overBudgetRedPercent: number;
  /** Money in a ring-fence, not promised, with so many months left to use it. */
  readonly ringFenceAmberMonths: number;
  readonly ringFenceRedMonths: number;
  /** Awards ending within so many months without a decision. */
  readonly cliffAmberMonths: 3 | 6 | 12;
  readonly cliffRedMonths: 3 | 6 | 12;
}

export const healthRules: readonly HealthRules[] = [
  {
    from: '2000-04-01',
    certaintyRedMonths: 12,
    coverageLeast: '1.00',
    overdueAmberDays: 1,
    overdueRedDays: 30,
    overBudgetRedPercent: 5,
    ringFenceAmberMonths: 6,
    ringFenceRedMonths: 3,
    cliffAmberMonths: 12,
    cliffRedMonths: 3,
  },
];

/** The rules in force on a day: the latest that have begun. */
export function rulesOn(day: string, all: readonly HealthRules[] = healthRules): HealthRules {
  const rules = all.filter(({ from }) => from <= day).at(-1);
  if (!rules) throw new RangeError(`no rules of health are in force on ${day}`);
  return rules;
}
