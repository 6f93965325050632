import type { otherIncomeEvents } from '#contracts/events/fund/other-income.js';
import { parsePence } from '#libs/money/pence.js';
import { changesNoTerms, type EvolutionBy } from './evolution.js';

export const otherIncomeEvolution: EvolutionBy<typeof otherIncomeEvents> = {
  VatRecovered: (fund, { data: { recovery, source, nature, period, amount } }) => {
    fund.recoveredVat.set(recovery, { source, nature, period, pence: parsePence(amount) });
  },
  OtherIncomeBudgeted: changesNoTerms,
};
