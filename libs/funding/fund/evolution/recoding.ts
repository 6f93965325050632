import type { recodingEvents } from '#contracts/events/fund/recoding.js';
import { parsePence } from '#libs/money/pence.js';
import { samePortion } from '../portions.js';
import { notePublished } from '../published-payments.js';
import { must, type EvolutionBy } from './evolution.js';
import { expenditure } from './spending.js';

export const recodingEvolution: EvolutionBy<typeof recodingEvents> = {
  SpendingRecoded: (fund, { data }) => {
    const { provider, relatesTo, is } = data;
    const before = must(fund.expenditures.get(data.corrects), `the expenditure ${data.corrects}`);
    const anew = expenditure({ provider, relatesTo, ...is }, before.state);
    for (const part of is.paid) {
      const portion = must(
        anew.portions.find((one) => samePortion(one, part)),
        `a share of ${part.source}`,
      );
      portion.owed -= parsePence(part.amount);
    }
    anew.paid = before.paid;
    anew.approved = before.approved;
    fund.expenditures.set(data.expenditure, anew);
    before.state = 'reversed';
    for (const portion of before.portions)
      Object.assign(portion, { cost: 0n, recoverableVat: 0n, owed: 0n });
  },
  PaymentsRecoded: (fund, { data }) => {
    for (const line of data.was) notePublished(fund, data.year, line, -parsePence(line.amount));
    for (const line of data.is) notePublished(fund, data.year, line, parsePence(line.amount));
    fund.recodings.add(data.recoding);
  },
};
