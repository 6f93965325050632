import { idOf } from '#contracts/events/all.js';
import type {
  partnerSettlementEvents,
  SettledLine,
} from '#contracts/events/fund/partner-settlements.js';
import { change, type FactsBy } from './change.js';

export interface PartnerSettlementFacts {
  /** What the exit of a partner came to in the fund. */
  'exit-settlement': {
    partner: string;
    agreement: string;
    agreementRevision: number;
    lines: readonly SettledLine[];
    settled: string;
  };
  'settlement-payment': {
    source: string;
    power: string | null;
    nature: string;
    direction: string;
    amount: string;
    reference: string;
    paid: string;
  };
}

export const partnerSettlementFacts: FactsBy<typeof partnerSettlementEvents> = {
  ExitSettled: (event) => {
    const { partner, agreement, agreementRevision, lines } = event.data;
    const settled = { partner, agreement, agreementRevision, lines, settled: event.effective };
    return [change(event, 'exit-settlement', `${idOf(event.stream)}/${partner}`, settled)];
  },
  SettlementPaid: (event) => {
    const { period: _, relatesTo: __, ...payment } = event.data;
    const paid = { ...payment, paid: event.effective };
    return [change(event, 'settlement-payment', String(event.number), paid)];
  },
};
