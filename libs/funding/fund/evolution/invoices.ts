import type { invoiceEvents } from '#contracts/events/fund/invoices.js';
import { parsePence } from '#libs/money/pence.js';
import type { EvolutionBy } from './evolution.js';
import { expenditureOf, portionOf } from './spending.js';

export const invoiceEvolution: EvolutionBy<typeof invoiceEvents> = {
  ExpenditureApproved: (fund, { data }) => {
    const approved = expenditureOf(fund, data.expenditure);
    approved.state = 'approved';
    approved.approved = parsePence(data.approved);
  },
  ExpenditureRejected: (fund, { data }) => {
    expenditureOf(fund, data.expenditure).state = 'rejected';
  },
  ExpenditureDisputed: (fund, { data }) => {
    expenditureOf(fund, data.expenditure).disputed = parsePence(data.disputed);
  },
  DisputeResolved: (fund, { data }) => {
    expenditureOf(fund, data.expenditure).disputed = parsePence(data.disputed);
  },
  ExpenditureRecovered: (fund, { data }) => {
    const recovered = expenditureOf(fund, data.expenditure);
    for (const part of data.parts) portionOf(recovered, part).owed += parsePence(part.amount);
  },
};
