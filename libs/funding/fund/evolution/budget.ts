import type { budgetEvents } from '#contracts/events/fund/budget.js';
import { parsePence } from '#libs/money/pence.js';
import { keepGivenUp, takeGivenUp } from '../given-up.js';
import { must, type EvolutionBy } from './evolution.js';

export const budgetEvolution: EvolutionBy<typeof budgetEvents> = {
  BudgetAllocated: takeGivenUp,
  BudgetGivenUp: (fund, { data }) => {
    keepGivenUp(fund, { ...data, pence: parsePence(data.amount) });
  },
  BudgetAllocatedByFormula: (fund, event) => {
    fund.formulas.add(event.data.formula);
    takeGivenUp(fund, event);
  },
  SchemeClosed: (fund, { data, effective }) => {
    fund.closedSchemes.set(data.scheme, effective);
  },
  OverspendCovered: (fund, event) => {
    const { data } = event;
    takeGivenUp(fund, event);
    must(fund.overspends.get(data.task), `the overspend ${data.task}`).left = parsePence(data.left);
  },
};
