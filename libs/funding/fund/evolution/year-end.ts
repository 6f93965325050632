import type { yearEndEvents } from '#contracts/events/fund/year-end.js';
import { formatPence, parsePence, type Pence } from '#libs/money/pence.js';
import { addCostLines } from '../cost-lines.js';
import { noteMoved, potKey } from '../year-end/years.js';
import { yearAfter } from '#contracts/financial-year.js';
import { commitmentOf } from './commitments.js';
import { changesNoTerms, type EvolutionBy } from './evolution.js';

export const yearEndEvolution: EvolutionBy<typeof yearEndEvents> = {
  YearClosed: (fund, { data }) => {
    const { year, closing } = data;
    const next = yearAfter(year);
    const before = fund.years.get(year);
    const closed = {
      state: 'closed' as const,
      closings: closing,
      transferred: before?.transferred ?? new Map<string, Pence>(),
      returnable: before?.returnable ?? new Map<string, Pence>(),
      committed: before?.committed ?? new Map<string, Pence>(),
    };
    fund.years.set(year, closed);
    for (const pot of data.transfers) add(closed.transferred, potKey(pot), pot.amount);
    for (const pot of data.returnable) add(closed.returnable, potKey(pot), pot.amount);
    for (const pot of data.brought)
      if (pot.to === 'held') add(fund.broughtHeld, `${next}|${potKey(pot)}`, pot.amount);
    for (const { award, provider: _, becomes: certainty, ...line } of data.commitments) {
      const carried = { ...line, certainty, year: next, period: data.opens };
      commitmentOf(fund, award).lines.push(carried);
      add(closed.committed, potKey(line), line.amount);
    }
    for (const { award, category, amount } of data.costLines)
      addCostLines(commitmentOf(fund, award).costLines, [
        { year, category, amount: formatPence(-parsePence(amount)) },
        { year: next, category, amount },
      ]);
  },
  BalancesBroughtProvisionally: (fund, { data }) => {
    if (data.certainty !== 'confirmed')
      for (const pot of data.brought)
        add(fund.provisional, `${data.year}|${potKey(pot)}`, pot.amount);
  },
  ProvisionalBalancesConfirmed: (fund, { data }) => {
    fund.provisional.delete(`${data.year}|${potKey(data)}`);
  },
  // To the other nature the money itself passes, with its own postings; to another year authority.
  HeldMoneyReprofiled: (fund, { data }) => {
    const { source, nature, year, intoYear, intoNature, amount } = data;
    if (nature !== intoNature) return;
    noteMoved(fund, year, { source, nature }, parsePence(amount));
    noteMoved(fund, intoYear, { source, nature }, -parsePence(amount));
  },
  HeldMoneyReturnable: changesNoTerms,
  MoneyReturned: changesNoTerms,
};

function add(sums: Map<string, Pence>, key: string, amount: string): void {
  sums.set(key, (sums.get(key) ?? 0n) + parsePence(amount));
}
