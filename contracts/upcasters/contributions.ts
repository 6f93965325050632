import type { JsonObject } from '../envelope.js';
import { monthOf, periodIn } from '../financial-year.js';
import type { Upcasters } from './upcaster.js';
import { withoutPower } from './without-power.js';
import { withPeriod } from './with-period.js';

interface Contribution extends JsonObject {
  readonly year: string;
}
interface Basis extends JsonObject {
  readonly uplift: JsonObject;
  readonly efficiency: JsonObject;
}
interface Instalment extends JsonObject {
  readonly due: string;
}

/** An instalment counted in the month in which it was due, within the contribution's year. */
const owed = (data: JsonObject, name: 'instalments' | 'replaced'): JsonObject[] =>
  (data[name] as readonly Instalment[]).map((instalment) => ({
    ...instalment,
    period: periodIn((data as Contribution).year, instalment.due),
  }));

/** Cash counted in the month in which it moved, whichever year it was for. */
const inMonthOfDay = (data: JsonObject, day: string): JsonObject => ({
  ...data,
  period: monthOf(day),
});

const confirmed = (data: JsonObject, day: string): JsonObject => ({
  ...withPeriod(data, day),
  instalments: owed(data, 'instalments'),
});

/** On what it was confirmed was not asked. */
const withoutConditions = (data: JsonObject): JsonObject => ({ ...data, conditions: [] });

const scheduled = (data: JsonObject): JsonObject => ({
  ...data,
  replaced: owed(data, 'replaced'),
  instalments: owed(data, 'instalments'),
});

/** Its rates were the request's own. */
const rolledForward = (data: JsonObject): JsonObject => {
  const basis = data['basis'] as Basis;
  return {
    ...data,
    basis: {
      ...basis,
      uplift: { ...basis.uplift, by: 'request' },
      efficiency: { ...basis.efficiency, by: 'request' },
      agreementRevision: null,
    },
  };
};

export const contributionUpcasters: Upcasters = {
  ContributionPledged: [withPeriod, withoutPower],
  ContributionConfirmed: [confirmed, withoutConditions],
  ContributionScheduled: [scheduled],
  InstalmentInvoiced: [inMonthOfDay],
  InstalmentReceived: [inMonthOfDay],
  InKindProvided: [withPeriod],
  ContributionRolledForward: [rolledForward, withoutPower],
};
