import type { correctionEvents, Entry } from '#contracts/events/fund/corrections.js';
import { parsePence } from '#libs/money/pence.js';
import type { Fund } from '../fund.js';
import { advanceOf, giveBack } from './advances.js';
import { instalmentOf, noteInKind } from './contributions.js';
import type { EvolutionBy } from './evolution.js';
import { expenditureOf, portionOf } from './spending.js';

export const correctionEvolution: EvolutionBy<typeof correctionEvents> = {
  EntryReversed: (fund, { data }) => {
    free(fund, data.entry, data);
  },
};

/** What an entry had settled is open again. */
function free(
  fund: Fund,
  { type, data }: Entry,
  { corrects, period }: { readonly corrects: number; readonly period: string },
): void {
  switch (type) {
    case 'InstalmentReceived': {
      const instalment = instalmentOf(fund, data);
      instalment.received -= parsePence(data.amount);
      instalment.settled -= parsePence(data.invoiced);
      return;
    }
    case 'OtherIncomeRecorded':
      fund.incomes.delete(data.income);
      return;
    case 'SavingsShareReceived': {
      fund.incomes.delete(data.income);
      const before = fund.savingsReceived.get(data.outcome) ?? 0n;
      fund.savingsReceived.set(data.outcome, before - parsePence(data.amount));
      return;
    }
    case 'ExpenditurePaid': {
      const paid = expenditureOf(fund, data.expenditure);
      paid.paid -= parsePence(data.amount);
      for (const part of data.parts) portionOf(paid, part).owed += parsePence(part.amount);
      return;
    }
    case 'AdvancePaid':
      fund.advances.delete(data.advance);
      return;
    case 'AdvanceReturned':
      giveBack(advanceOf(fund, data.advance), data.parts);
      return;
    case 'VatRecovered': {
      // Each counts where it was posted; the name is free for what is recorded anew.
      const recovered = fund.recoveredVat.get(data.recovery);
      fund.recoveredVat.delete(data.recovery);
      if (!recovered) return;
      fund.recoveredVat.set(`${corrects}: recorded`, recovered);
      const back = { ...recovered, period, pence: -recovered.pence };
      fund.recoveredVat.set(`${corrects}: taken back`, back);
      return;
    }
    case 'InKindProvided':
      noteInKind(fund, data.contribution, -parsePence(data.amount));
      return;
    case 'MoneyReturned':
    case 'SettlementPaid':
  }
}
