import { event } from '../../event-type.js';
import { Amount, FinancialYear, Id, OrganisationId, Text } from '../../values.js';
import { Period } from './shapes.js';

/** A confirmed share of a saving came in: other income, and income only now (rule 6). */
export const SavingsShareReceived = event('SavingsShareReceived', 1, {
  income: Id,
  outcome: Id,
  from: OrganisationId,
  source: Id,
  period: Period,
  relatesTo: FinancialYear,
  amount: Amount,
  reference: Text,
});

export const savingsEvents = { SavingsShareReceived } as const;
