import type { budgetEvents } from '#contracts/events/fund/budget.js';
import type { EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy, type Numbered } from './change.js';

export interface BudgetFacts {
  /** How a scheme came to its budget; identified as `<number of the event>/<place>`. */
  'budget-change': {
    kind: 'allocated' | 'given-up' | 'moved-in' | 'moved-out';
    scheme: string;
    source: string;
    year: string;
    nature: string;
    amount: string;
  };
  /** An amount shared between areas by what was measured in each. */
  formula: {
    source: string;
    year: string;
    nature: string;
    amount: string;
    measure: string;
    measuredOn: string;
    shares: readonly {
      readonly area: string;
      readonly scheme: string;
      readonly weight: string;
      readonly amount: string;
    }[];
  };
}

type BudgetChange = BudgetFacts['budget-change'];

const budgetChange = (
  event: Numbered,
  place: number,
  kind: BudgetChange['kind'],
  { scheme, source, year, nature, amount }: Omit<BudgetChange, 'kind'>,
): FactChange =>
  change(event, 'budget-change', `${event.number}/${place}`, {
    kind,
    scheme,
    source,
    year,
    nature,
    amount,
  });

function byFormula(event: Numbered<EventOf<'BudgetAllocatedByFormula'>>): FactChange[] {
  const { formula, period: _, ...terms } = event.data;
  const shares = terms.shares.map(({ area, scheme, weight, amount }) => ({
    area,
    scheme,
    weight,
    amount,
  }));
  return [
    change(event, 'formula', formula, { ...terms, shares }),
    ...shares.map((share, place) =>
      budgetChange(event, place, 'allocated', { ...terms, ...share }),
    ),
  ];
}

function overspendCovered(event: Numbered<EventOf<'OverspendCovered'>>): FactChange[] {
  const { task, amount, left, reference, moved } = event.data;
  const covered = { left, open: left !== '0.00' };
  const by =
    moved === null
      ? (reference ?? '')
      : moved.from === 'scheme'
        ? `budget of ${moved.fromScheme}`
        : 'unallocated money';
  return [
    change(event, 'task', task, { ...covered, coveredBy: by }),
    ...(moved === null
      ? []
      : [
          budgetChange(event, 0, 'moved-in', { ...moved, amount }),
          ...(moved.from === 'scheme'
            ? [
                budgetChange(event, 1, 'moved-out', {
                  ...moved,
                  amount,
                  scheme: moved.fromScheme,
                }),
              ]
            : []),
        ]),
  ];
}

export const budgetFacts: FactsBy<typeof budgetEvents> = {
  BudgetAllocated: (event) => [budgetChange(event, 0, 'allocated', event.data)],
  BudgetGivenUp: (event) => [budgetChange(event, 0, 'given-up', event.data)],
  BudgetAllocatedByFormula: byFormula,
  SchemeClosed: (event) => [
    change(event, 'scheme', event.data.scheme, { closed: event.effective }),
  ],
  OverspendCovered: overspendCovered,
};
