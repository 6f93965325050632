import type { FundCommand } from '#contracts/commands/fund.js';
import { periodsOf } from '#contracts/financial-year.js';
import { command, given } from '#test/support/given.js';
import { funded, reserve } from '#test/support/small-fund.js';

/* Rules 15 and 17: what was published of a year that is closed is kept in the first open period. */

const day = '2026-08-01';
const shut = periodsOf('2026-27').map((period) =>
  command('hard-close-period', { period }, '2027-05-01'),
);
const published: FundCommand = {
  ...reserve('late', '9.00', {
    obligation: 'published-fact',
    lines: [
      {
        ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount: '9.00' },
        sources: [{ source: 'council', amount: '9.00' }],
      },
    ],
  }),
  effective: day,
};
const made = command('confirm-commitment', { award: 'late', costShares: [] }, day);
const paid = command(
  'record-payment',
  {
    ...{ expenditure: 'p1', provider: 'harbour-lights', award: 'late' },
    ...{ net: '9.00', reference: 'Published' },
  },
  day,
);
const late = { period: '2027-04', relatesTo: '2026-27' } as const;

it('falls on the budget of the first open period, and relates to its own year', () =>
  given(...funded, ...shut)
    .when(published)
    .then(
      ['reserved', { account: 'budget:reserved:confirmed', ...late }, '9.00'],
      ['not in its own', { account: 'budget:reserved:confirmed', year: '2026-27' }, '0.00'],
      ['in the next', { account: 'budget:scheme:confirmed', year: '2027-28' }, '-9.00'],
    ));

it('says how far it goes beyond that budget', () =>
  given(...funded, ...shut)
    .when(published)
    .thenHappened({ type: 'CommitmentReserved', data: { overBudget: '9.00' } }));

it('is made, paid and let go like any other', () => {
  given(...funded, ...shut, published, made)
    .when(paid)
    .then(
      ['committed', { account: 'budget:committed:confirmed', ...late }, '0.00'],
      ['matched', { account: 'budget:matched:confirmed', ...late }, '9.00'],
    );
  given(...funded, ...shut, published)
    .when(command('lapse-commitment', { award: 'late' }, day))
    .then(['given back', { account: 'budget:reserved:confirmed', ...late }, '0.00']);
});

it('waits for no office while its year is closed softly', () =>
  given(
    ...funded,
    ...periodsOf('2026-27').map((period) =>
      command('soft-close-period', { period, offices: ['finance'] }, '2027-05-01'),
    ),
  )
    .when(published)
    .then(['reserved', { account: 'budget:reserved:confirmed', ...late }, '9.00']));

it('is no way for what is decided', () =>
  given(...funded, ...shut)
    .when({ ...reserve('late', '9.00'), effective: day })
    .thenRefused('year-closed', { rule: 17, year: '2026-27' }));
