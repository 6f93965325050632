import { inPounds, october, opening } from '#test/support/figures.js';
import { collected, instalments, overdue } from './instalments.js';

it('counts as overdue from the due date what has not come, by its age', () => {
  // The ICB's third quarter, due on 1 October, has not come by the 31st.
  const late = instalments(october).filter((instalment) => instalment.overdue > 0n);
  expect(inPounds(late)).toMatchObject([
    {
      source: 'icb',
      due: '2026-10-01',
      amount: '200000.00',
      overdue: '200000.00',
      daysOverdue: 30,
    },
  ]);
  expect(overdue(late)).toEqual({ pence: 20000000n, count: 1, oldestDays: 30 });
});

it('counts what falls due today as overdue by 0 days', () => {
  // 1 April: a twelfth from the council, a quarter from the ICB, and both funders in full.
  const first = overdue(instalments(opening));
  expect(first).toEqual({ pence: 68000000n, count: 5, oldestDays: 0 });
});

it('says per source and year what is due, invoiced, received and still to come', () => {
  const row = (source: string) =>
    inPounds(collected(october).filter((of) => of.source === source && of.year === '2026-27'));
  expect(row('icb')).toMatchObject([
    { due: '600000.00', invoiced: '200000.00', received: '400000.00', toCome: '400000.00' },
  ]);
  expect(row('council')).toMatchObject([
    { due: '700000.00', invoiced: '0.00', received: '700000.00', toCome: '500000.00' },
  ]);
});

it('asks nobody for money that is not confirmed', () => {
  expect(instalments(opening).filter(({ year }) => year === '2029-30')).toEqual([]);
});
