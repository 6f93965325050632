import type { otherIncomeEvents } from '#contracts/events/fund/other-income.js';
import { change, saysNothing, type FactsBy } from './change.js';

export interface OtherIncomeFacts {
  /** Income beside contributions. */
  income: {
    kind: string;
    from: string;
    source: string;
    scheme: string;
    /** The accounting year. */
    year: string;
    relatesTo: string;
    amount: string;
    reference: string;
  };
  'vat-recovery': { source: string; body: string; upTo: string; amount: string; reference: string };
}

export const otherIncomeFacts: FactsBy<typeof otherIncomeEvents> = {
  VatRecovered: (event) => {
    const { recovery, source, body, upTo, amount, reference } = event.data;
    return [
      change(event, 'vat-recovery', recovery, { source, body, upTo, amount, reference }, body),
    ];
  },
  OtherIncomeBudgeted: saysNothing,
};
