import { firstMonths, northmoor } from '#test/support/northmoor.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { penceShown } from '#test/support/page-figures.js';
import { toldSoFar } from '#test/support/steps.js';
import type { DomainEvent } from '#contracts/events/all.js';
import { figuresOf } from '../table.js';
import { debtorsTable } from './cash-tables.js';
import { flowsOf } from './flows.js';
import { yearFacts } from './summary.js';

const { happened } = toldSoFar(...northmoor);
const viewOf = (events: readonly DomainEvent[]) =>
  fundView('northmoor', recorded(events), '2026-04-01');
const shown = (events: readonly DomainEvent[]) => {
  const view = viewOf(events);
  const facts = yearFacts(view, '2026-27', figuresOf(view.fund, view.moment));
  return new Map(facts.map(({ label, cell }) => [label, cell.text]));
};
/** As if the grant were still being made. */
const beingMade = happened.filter(
  ({ type, data }) =>
    !(type === 'CommitmentConfirmed' && (data as { award: string }).award === 'moorside'),
);

it('makes up what is allocated, also while money is set aside for an award', () => {
  const figures = shown(beingMade);
  expect(figures.get('Set aside')).toBe('£30,000.00');
  const parts = ['Committed', 'Uncommitted', 'Set aside', 'Spent without an award'];
  expect(parts.reduce((sum, name) => sum + penceShown(figures.get(name) ?? ''), 0n)).toBe(
    penceShown(figures.get('Allocated') ?? ''),
  );
});

it('says nothing of it where none is', () =>
  expect([...shown(happened).keys()]).not.toContain('Set aside'));

it('draws as much out of a scheme as into it', () => {
  const { flows, overBudget } = flowsOf(viewOf(beingMade), '2026-27');
  const through = (side: 'from' | 'to') =>
    flows
      .filter((flow) => flow[side] === 'scheme participation')
      .reduce((sum, { amount }) => sum + amount.pence, 0n);
  expect(through('from')).toBe(through('to'));
  expect(overBudget).toBe(false);
});

it('names those who still owe in the order of their names, like every table', () => {
  const view = fundView(
    'northmoor',
    recorded(toldSoFar(...northmoor, ...firstMonths).happened),
    '2026-10-31',
  );
  const { rows } = debtorsTable(view, figuresOf(view.fund, view.moment));
  expect(rows.map(([source]) => source?.text)).toEqual([
    'Moor Community Foundation',
    'Moorland ICB',
    'Northmoor Council',
  ]);
});
