import { event } from '../../event-type.js';
import { Amount, FinancialYear, Id, Nature, OrganisationId, Text } from '../../values.js';
import { Period } from './shapes.js';

/** VAT comes back to the body that bought, and with it to the source whose money paid it. */
export const VatRecovered = event('VatRecovered', 1, {
  recovery: Id,
  body: OrganisationId,
  source: Id,
  nature: Nature,
  period: Period,
  relatesTo: FinancialYear,
  /** VAT that arose up to the end of this month. */
  upTo: Period,
  amount: Amount,
  reference: Text,
});

/** Other income becomes authority to spend by a decision, never by itself. */
export const OtherIncomeBudgeted = event('OtherIncomeBudgeted', 1, {
  source: Id,
  year: FinancialYear,
  nature: Nature,
  period: Period,
  amount: Amount,
});

export const otherIncomeEvents = { VatRecovered, OtherIncomeBudgeted } as const;
