import type { budgetEvents } from '#contracts/events/fund/budget.js';
import { parsePence } from '#libs/money/pence.js';
import { changesNoTerms, must, type EvolutionBy } from './evolution.js';

export const budgetEvolution: EvolutionBy<typeof budgetEvents> = {
  BudgetAllocated: changesNoTerms,
  BudgetGivenUp: changesNoTerms,
  BudgetAllocatedByFormula: (fund, { data }) => {
    fund.formulas.add(data.formula);
  },
  SchemeClosed: (fund, { data, effective }) => {
    fund.closedSchemes.set(data.scheme, effective);
  },
  OverspendCovered: (fund, { data }) => {
    must(fund.overspends.get(data.task), `the overspend ${data.task}`).left = parsePence(data.left);
  },
};
