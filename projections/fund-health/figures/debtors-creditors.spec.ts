import { inPounds, october } from '#test/support/figures.js';
import { creditors, debtors } from './debtors-creditors.js';

it('says what each source still owes, what of it is not yet due, and what is late', () => {
  expect(inPounds(debtors(october).filter(({ source }) => source === 'icb'))).toEqual([
    {
      source: 'icb',
      owes: '1200000.00',
      notYetDue: '1000000.00',
      overdue: { pence: 20000000n, count: 1, oldestDays: 30 },
      agreed: null,
    },
  ]);
});

it('says what is owed to each provider for each source, largest first', () => {
  expect(inPounds(creditors(october))).toEqual([
    { provider: 'GB-COH-19990001', source: 'council', owed: '50909.09', agreed: null },
    { provider: 'GB-COH-19990001', source: 'icb', owed: '29090.91', agreed: null },
    { provider: 'GB-COH-19990002', source: 'programme', owed: '25000.00', agreed: null },
  ]);
});
