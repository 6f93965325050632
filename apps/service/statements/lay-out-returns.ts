import { z } from 'zod';
import type { Drawn } from '#projections/statements/figures/drawn.js';
import { inOrder, Line, Lines } from './line.js';
import type { StatementLayout } from './layout.js';
import { part } from './part.js';

const Head = z.object({ fund: z.object({ name: z.string() }), year: z.string() });
const Settlement = Head.extend({ sources: Lines, total: Line });
const Return = Head.extend({
  income: Lines,
  incomeTotal: Line,
  expenditure: Lines,
  expenditureTotal: Line,
});

export function settlementLaidOut(of: Drawn): StatementLayout {
  const { fund, year, sources, total } = Settlement.parse(of);
  return {
    title: 'Year-end settlement',
    of: `${fund.name}, ${year}`,
    notes: [
      'What was left of each source and what was shared by the rules of the agreement come to what it carries forward. Below zero in the last column, the source still owes others.',
    ],
    parts: [
      part(
        'By source',
        {
          name: 'Source',
          nature: 'Nature',
          had: 'Had',
          spent: 'Spent',
          returned: 'Returned',
          left: 'Left before sharing',
          shared: 'Shared',
          carriedForward: 'Carried forward',
          toSettle: 'Still to be settled',
        },
        inOrder(sources, 'name'),
        total,
        'No source has had money in it.',
      ),
    ],
  };
}

export function returnLaidOut(of: Drawn): StatementLayout {
  const { fund, year, income, incomeTotal, expenditure, expenditureTotal } = Return.parse(of);
  return {
    title: 'Annual return',
    of: `${fund.name}, ${year}`,
    notes: ['What each source put in, and what each scheme planned and spent of it.'],
    parts: [
      part(
        'Income',
        {
          name: 'Source',
          nature: 'Nature',
          broughtForward: 'Brought forward',
          agreed: 'Agreed',
          due: 'Due',
          otherIncome: 'Other income',
        },
        inOrder(income, 'name'),
        incomeTotal,
        'No source has had money in it.',
      ),
      part(
        'Expenditure',
        {
          name: 'Scheme',
          category: 'Category',
          sourceName: 'Source',
          nature: 'Nature',
          planned: 'Planned',
          spent: 'Spent',
          left: 'Left',
        },
        inOrder(expenditure, 'name', 'sourceName'),
        expenditureTotal,
        'No scheme had a budget or spent anything.',
      ),
    ],
  };
}
