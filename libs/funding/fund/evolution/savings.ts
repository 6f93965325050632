import type { savingsEvents } from '#contracts/events/fund/savings.js';
import { parsePence } from '#libs/money/pence.js';
import type { EvolutionBy } from './evolution.js';

export const savingsEvolution: EvolutionBy<typeof savingsEvents> = {
  SavingsShareReceived: (fund, { data }) => {
    fund.incomes.add(data.income);
    const before = fund.savingsReceived.get(data.outcome) ?? 0n;
    fund.savingsReceived.set(data.outcome, before + parsePence(data.amount));
  },
};
