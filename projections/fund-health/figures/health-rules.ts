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
  /** A review of the agreement that was due so many days ago and is not held. */
  readonly reviewAmberDays: number;
  readonly reviewRedDays: number;
  /** A proposal that has waited for so many days; one past its last day is red. */
  readonly proposalAmberDays: number;
  /** A year that ended so many days ago, with a period that is not closed. */
  readonly closeAmberDays: number;
  readonly closeRedDays: number;
  /** A statement issued so many days ago that an office named by the agreement has not signed. */
  readonly signAmberDays: number;
  readonly signRedDays: number;
  /** A statement that has waited so many days to be restated. */
  readonly restateAmberDays: number;
  readonly restateRedDays: number;
  /** A publication that was due so many days ago. */
  readonly publicationAmberDays: number;
  readonly publicationRedDays: number;
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
  },
];

/** The rules in force on a day: the latest that have begun. */
export function rulesOn(day: string, all: readonly HealthRules[] = healthRules): HealthRules {
  const rules = all.filter(({ from }) => from <= day).at(-1);
  if (!rules) throw new RangeError(`no rules of health are in force on ${day}`);
  return rules;
}
