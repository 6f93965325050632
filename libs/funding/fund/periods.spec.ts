import type { FundCommand } from '#contracts/commands/fund.js';
import {
  after,
  command,
  expectRefused,
  given,
  tell,
  untold,
  type Expected,
} from '#test/support/given.js';
import { allocate, confirm, funded, pledge, reserve, small } from '#test/support/small-fund.js';

const on = (day: string, name: 'soft-close-period' | 'hard-close-period', period: string) =>
  command(name, { period }, day);

const months = ['04', '05', '06', '07', '08', '09', '10', '11', '12'];
const all2026 = [
  ...months.map((month) => `2026-${month}`),
  ...['01', '02', '03'].map((month) => `2027-${month}`),
  '2027-03-adj',
];
/** Every period of 2026-27 up to and with the one named is closed hard, at the end of April. */
const closedThrough = (last: string): FundCommand[] =>
  all2026
    .slice(0, all2026.indexOf(last) + 1)
    .map((period) => on('2027-04-30', 'hard-close-period', period));

const invoiceOf = (day: string) =>
  command(
    'verify-expenditure',
    { expenditure: 'late', provider: 'p', scheme: 'navigators', net: '4.80', reference: 'Late' },
    day,
  );

const spentIn = (period: string, amount: string): Expected => [
  `spent in ${period}`,
  { account: 'cash:expenditure', period },
  amount,
];

describe('a fact', () => {
  it('counts in the month of its day', () =>
    given(...funded)
      .when(invoiceOf('2027-03-20'))
      .then(spentIn('2027-03', '4.80')));

  it('counts in the adjustment of its year once March is closed', () =>
    given(...funded, ...closedThrough('2027-03'))
      .when(invoiceOf('2027-03-20'))
      .then(spentIn('2027-03-adj', '4.80')));

  it('counts in the next year once its own is closed, and keeps its day and its year', () =>
    given(...funded, ...closedThrough('2027-03-adj'))
      .when(invoiceOf('2027-03-20'))
      .thenHappened({
        type: 'ExpenditureVerified',
        data: { period: '2027-04', relatesTo: '2026-27', overBudget: '4.80' },
      }));

  it('passes a month that is closed softly, but for the offices that may still post', () =>
    given(...funded, on('2026-06-02', 'soft-close-period', '2026-05'))
      .when(invoiceOf('2026-05-20'))
      .then(spentIn('2026-05', '0.00'), spentIn('2026-06', '4.80')));

  it('counts in the month again once it is reopened', () =>
    given(
      ...funded,
      ...closedThrough('2027-03-adj'),
      command('reopen-period', { period: '2027-03-adj' }, '2027-05-09'),
    )
      .when(invoiceOf('2027-03-20'))
      .then(spentIn('2027-03-adj', '4.80')));
});

describe('authority of a year', () => {
  it('counts in the first open period of that year', () =>
    given(...small, pledge('council', '70.00'), confirm('council'), ...closedThrough('2026-05'))
      .when(allocate('navigators', 'council', '70.00'))
      .thenHappened({ type: 'BudgetAllocated', data: { period: '2026-06' } }));

  it('is refused once the year is closed', () =>
    given(...small, pledge('council', '70.00'), confirm('council'), ...closedThrough('2027-03-adj'))
      .when(allocate('navigators', 'council', '70.00'))
      .thenRefused('year-closed', { rule: 17, year: '2026-27' }));
});

describe('closing', () => {
  it('is refused hard before the period is over', () =>
    given(...funded)
      .when(on('2026-04-30', 'hard-close-period', '2026-04'))
      .thenRefused('period-not-over', { rule: 17, period: '2026-04' }));

  it('is refused hard while an earlier period of the year is open', () =>
    given(...funded)
      .when(on('2026-06-01', 'hard-close-period', '2026-05'))
      .thenRefused('earlier-period-open', { rule: 17, earlier: '2026-04' }));

  it('is refused for the last period while an award of the year is neither made nor lapsed', () =>
    given(...funded, reserve('lights', '11.00'), ...closedThrough('2027-03'))
      .when(on('2027-04-30', 'hard-close-period', '2027-03-adj'))
      .thenRefused('still-undecided', { rule: 4, amount: '11.00', year: '2026-27' }));

  it('is refused again for a period that was reopened, as long as that is so', () => {
    const year = after(untold(), [
      ...funded,
      ...closedThrough('2027-03-adj'),
      command('reopen-period', { period: '2026-04' }, '2027-05-09'),
      reserve('lights', '11.00'),
    ]);
    expectRefused(
      tell(year, on('2027-05-10', 'hard-close-period', '2026-04')).refused,
      'still-undecided',
      { rule: 4, amount: '11.00' },
    );
  });

  it.each(['soft-close-period', 'hard-close-period'] as const)('is refused twice: %s', (again) =>
    given(...funded, ...closedThrough('2026-04'))
      .when(on('2027-05-01', again, '2026-04'))
      .thenRefused('wrong-order', { state: 'hard-closed' }),
  );

  it('is not closed softly before it begins', () => {
    given(...funded)
      .when(on('2026-04-30', 'soft-close-period', '2026-05'))
      .thenRefused('period-not-begun', { rule: 17, period: '2026-05', today: '2026-04-30' });
    given(...funded)
      .when(on('2026-05-01', 'soft-close-period', '2026-05'))
      .thenHappened({ type: 'PeriodSoftClosed' });
  });

  it('has nothing to reopen where nothing is closed', () =>
    given(...funded)
      .when(command('reopen-period', { period: '2026-04' }))
      .thenRefused('wrong-order', { state: 'open' }));
});
