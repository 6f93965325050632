import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';

/** Accruals waited for their invoices before they could name a day. */
const waiting = (data: JsonObject): JsonObject => ({ ...data, reversesOn: null });

/** What was recoded was recoded whole. */
const whole = (data: JsonObject): JsonObject => ({ ...data, left: '0.00' });

/** Nothing was told from what is paid on outcomes alone. */
const asAnyOther = (data: JsonObject): JsonObject => ({ ...data, besideStages: '0.00' });

/** It stayed with the identifier that it was recorded under. */
const asRecorded = (data: JsonObject): JsonObject => ({
  ...data,
  is: { ...(data['is'] as JsonObject), provider: data['provider'] ?? null },
});

/** A stage was told by the name and the reference that the ledger gave to its expenditure. */
const stageByName = (data: JsonObject): JsonObject => {
  const reference = typeof data['reference'] === 'string' ? data['reference'] : '';
  const [, outcome, claim] = /^Outcome (\S+), stage \S+, claim (\S+)$/.exec(reference) ?? [];
  const named = outcome !== undefined && data['expenditure'] === `${outcome}:${claim ?? ''}`;
  return { ...data, stage: named && claim !== undefined ? { outcome, claim } : null };
};

/** Recoverable VAT could not be unknown: it stands as it was stated. */
const asStated = (data: JsonObject): JsonObject => data;

/** It could name no accrual. */
const clearsNothing = (data: JsonObject): JsonObject => ({ ...data, accrual: null });

export const spendingUpcasters: Upcasters = {
  ExpenditureAccrued: [waiting],
  SpendingRecoded: [whole, asAnyOther, asRecorded],
  PaymentsRecoded: [asAnyOther],
  ExpenditureClaimed: [asAnyOther],
  ExpenditureVerified: [stageByName, asStated],
  PaymentRecorded: [asAnyOther],
  AlignedPaymentRecorded: [asAnyOther, clearsNothing],
};
