import { command, given } from '#test/support/given.js';
import { funded } from '#test/support/small-fund.js';

const line = { scheme: 'navigators', source: 'council', year: '2026-27' };
const profile = (months?: readonly string[], more: object = {}) =>
  command('profile-budget', {
    ...line,
    ...(months === undefined ? {} : { months: [...months] }),
    ...more,
  });
const forecast = (more: object = {}) =>
  command('submit-forecast', {
    ...line,
    month: '2026-06',
    outturn: '72.00',
    explanation: 'Two posts were filled late',
    ...more,
  });
const agree = (more: object = {}) =>
  command('agree-balances', {
    with: 'GB-NHS-QMR',
    at: '2026-03-31',
    logNumber: 12,
    ours: '40.00',
    theirs: '38.00',
    ...more,
  });

describe('a budget profile', () => {
  const late = [...new Array<string>(11).fill('0.00'), '70.00'];

  it('is twelve amounts that sum to the budget', () => {
    given(...funded)
      .when(profile(late))
      .thenHappened({
        type: 'BudgetProfiled',
        data: {
          budget: '70.00',
          months: expect.arrayContaining([{ month: '2027-03', amount: '70.00' }]),
        },
      });
    given(...funded)
      .when(profile(late.map((amount, place) => (place === 0 ? '0.01' : amount))))
      .thenRefused('does-not-add-up', { rule: 2, sum: '70.01', amount: '70.00' });
  });

  it('is even where nothing else is said, to the penny', () =>
    given(...funded)
      .when(profile())
      .thenHappened({
        type: 'BudgetProfiled',
        data: {
          months: expect.arrayContaining([
            { month: '2026-04', amount: '5.84' },
            { month: '2027-03', amount: '5.83' },
          ]),
        },
      }));

  it('is of a scheme and a source that the fund has', () => {
    given(...funded)
      .when(profile(undefined, { scheme: 'y' }))
      .thenRefused('not-found', { what: 'scheme', id: 'y' });
    given(...funded)
      .when(profile(undefined, { source: 'y' }))
      .thenRefused('not-found', { what: 'source', id: 'y' });
  });
});

describe('a forecast', () => {
  it('says what the year will come to, why, and in which office it was said', () =>
    given(...funded)
      .when(forecast())
      .thenHappened({
        type: 'ForecastSubmitted',
        data: {
          outturn: '72.00',
          explanation: 'Two posts were filled late',
          office: 'pooled-fund-manager',
        },
      }));

  it('is made at the end of a month of its year', () => {
    given(...funded)
      .when(forecast({ month: '2027-04' }))
      .thenRefused('invalid-request', {
        detail: 'The request cannot be read: 2027-04 is no month of 2026-27.',
      });
    given(...funded)
      .when(forecast({ scheme: 'y' }))
      .thenRefused('not-found', { id: 'y' });
  });
});

describe('balances compared with another body', () => {
  it('are kept with both figures and what lies between them', () =>
    given(...funded)
      .when(agree({ explanation: 'Invoice NC-1003 in the post' }))
      .thenHappened({
        type: 'BalancesAgreed',
        data: { difference: '2.00', explanation: 'Invoice NC-1003 in the post' },
      }));

  it('are of a day that has come', () =>
    given(...funded)
      .when(agree({ at: '2026-04-02' }))
      .thenRefused('invalid-request'));
});
