import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';

/** Accruals waited for their invoices before they could name a day. */
const waiting = (data: JsonObject): JsonObject => ({ ...data, reversesOn: null });

/** What was recoded was recoded whole. */
const whole = (data: JsonObject): JsonObject => ({ ...data, left: '0.00' });

/** No award said yet that it pays on outcomes alone. */
const asAnyOther = (data: JsonObject): JsonObject => ({ ...data, besideStages: '0.00' });

export const spendingUpcasters: Upcasters = {
  ExpenditureAccrued: [waiting],
  SpendingRecoded: [whole],
  ExpenditureClaimed: [asAnyOther],
};
