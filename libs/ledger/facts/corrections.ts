import type { correctionEvents } from '#contracts/events/fund/corrections.js';
import type { EventOf } from '#contracts/events/all.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy, type Numbered } from './change.js';

/** Receipts and payments are listed one by one: a correction is one more, below zero. */
function entryReversed(event: Numbered<EventOf<'EntryReversed'>>): FactChange[] {
  const { entry, corrects, left } = event.data;
  const { type, data } = entry;
  const id = String(event.number);
  const amount = formatPence(-parsePence(data.amount));
  const reference = `Takes back event ${corrects} of the fund: ${'reference' in data ? data.reference : 'remittance' in data ? data.remittance : ''}`;
  switch (type) {
    case 'InstalmentReceived': {
      const { contribution, instalment, method } = data;
      const receipt = { instalment: `${contribution}/${instalment}`, amount, method, reference };
      return [change(event, 'receipt', id, receipt)];
    }
    case 'OtherIncomeRecorded':
    case 'SavingsShareReceived':
      return [change(event, 'income', data.income, { amount: '0.00', reference })];
    case 'VatRecovered': {
      const none = { amount: '0.00', reference };
      return [change(event, 'vat-recovery', data.recovery, none, data.body)];
    }
    case 'ExpenditurePaid': {
      const { expenditure, award, provider } = data;
      const payment = { kind: 'paid', of: expenditure, award, amount, reference } as const;
      return [change(event, 'payment', id, payment, provider)];
    }
    case 'AdvancePaid':
    case 'AdvanceReturned': {
      const { advance, award, provider } = data;
      const kind = type === 'AdvancePaid' ? 'advance' : 'advance-returned';
      const payment = { kind, of: advance, award, amount, reference } as const;
      return [
        change(event, 'advance', advance, left === null ? {} : { left }, provider),
        change(event, 'payment', id, payment, provider),
      ];
    }
    case 'SettlementPaid': {
      const { source, power, nature, direction } = data;
      const paid = event.effective;
      const payment = { source, power, nature, direction, amount, reference, paid };
      return [change(event, 'settlement-payment', id, payment)];
    }
    case 'InKindProvided':
    case 'MoneyReturned':
      return [];
  }
}

export const correctionFacts: FactsBy<typeof correctionEvents> = { EntryReversed: entryReversed };
