import { inPounds, northmoorAfter, october } from '#test/support/figures.js';
import { otherIncomes } from '#test/support/owed.js';
import { otherIncome } from './other-income.js';

const rows = otherIncome(northmoorAfter(otherIncomes, '2026-11-10'));

it('is what came in beside contributions, by kind, and what of it was decided to be budget', () => {
  expect(inPounds(rows)).toMatchObject([
    { source: 'icb', year: '2026-27', received: '1700.00', budgeted: '500.00' },
  ]);
  expect(inPounds(rows[0]?.kinds ?? [])).toEqual([
    { kind: 'client-contribution', pence: '1200.00' },
    { kind: 'interest', pence: '500.00' },
  ]);
});

it('is empty where nothing of the kind came in', () => expect(otherIncome(october)).toEqual([]));
