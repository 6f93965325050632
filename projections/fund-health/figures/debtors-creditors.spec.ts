import { inPounds, northmoorAfter, october } from '#test/support/figures.js';
import { firstMonths, northmoor } from '#test/support/northmoor.js';
import { creditors, debtors } from './debtors-creditors.js';

it('says what each source still owes, what of it is not yet due, and what is late', () => {
  expect(inPounds(debtors(october).filter(({ source }) => source === 'icb'))).toEqual([
    {
      source: 'icb',
      owes: '1200000.00',
      notYetDue: '1000000.00',
      dueLater: '0.00',
      overdue: { pence: 20000000n, count: 1, oldestDays: 30 },
      agreed: null,
    },
  ]);
});

it('tells what was due by a day, and beside it what falls due later, in books asked about by that day', () => {
  const steps = [...northmoor, ...firstMonths];
  // The council's 3,600,000 of three years comes in twelfths, seven of them by then. Three quarters of 200,000 were due by 31 October and two came; five are due from January on.
  expect(inPounds(debtors(northmoorAfter(steps, '2026-10-31', '2026-10-31')))).toMatchObject([
    { source: 'council', owes: '0.00', notYetDue: '0.00', dueLater: '2900000.00' },
    { source: 'foundation', owes: '0.00', dueLater: '60000.00' },
    { source: 'icb', owes: '200000.00', notYetDue: '0.00', dueLater: '1000000.00' },
  ]);
});

it('says what is owed to each provider for each source, largest first', () => {
  expect(inPounds(creditors(october))).toEqual([
    { provider: 'GB-COH-19990001', source: 'council', owed: '50909.09', agreed: null },
    { provider: 'GB-COH-19990001', source: 'icb', owed: '29090.91', agreed: null },
    { provider: 'GB-COH-19990002', source: 'programme', owed: '25000.00', agreed: null },
  ]);
});
