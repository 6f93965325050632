import { Balances } from '#libs/ledger/balances.js';
import type { Entity, FactTypes } from '#libs/ledger/fact-types.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import type { Account, Posting } from '#libs/ledger/posting.js';
import { formatPence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { october } from '#test/support/figures.js';
import { retraced } from '../traced.js';
import { calendar } from '../calendar.js';
import { lastDayOfNotice } from './decisions.js';

const on = (day: string, ...facts: readonly AnyFact[]): FundView => ({
  ...october,
  moment: { ...october.moment, day },
  facts: new FactsAt(facts),
});

function fact<Kind extends Entity>(
  entity: Kind,
  id: string,
  attributes: Partial<FactTypes[Kind]>,
): AnyFact {
  const about = { fund: 'northmoor', provider: 'none', number: 7, effective: '2026-04-01' };
  return { entity, id, ...about, attributes } as unknown as AnyFact;
}

const told = (view: FundView, what: string): unknown[] =>
  calendar(view, [])
    .filter((item) => item.what === what)
    .map(({ day, of, reference, amount }) => [
      ...[day, of, reference],
      amount === null ? null : formatPence(amount),
    ]);

describe('a break clause', () => {
  const clause = { award: 'lights', break: 'two-years', from: '2028-07-01', noticeMonths: 6 };
  const view = (
    day: string,
    breakNotice: FactTypes['award']['breakNotice'] = null,
    breaks = ['two-years'],
  ): FundView =>
    on(
      day,
      fact('award', 'lights', { title: 'Lights', state: 'awarded', breakNotice, breaks }),
      fact('award-break', 'lights/two-years', { ...clause, by: 'commissioner' }),
    );

  it('has a last day of notice', () => {
    expect(told(view('2027-10-01'), 'break')).toEqual([
      ['2028-01-01', 'lights', 'two-years', null],
    ]);
  });

  it('is let go without being overdue', () => {
    expect(told(view('2028-01-01'), 'break')).toHaveLength(1);
    expect(told(view('2028-01-02'), 'break')).toEqual([]);
  });

  it('is no decision any more once notice was given', () => {
    const given = { break: 'two-years', by: 'commissioner', end: '2028-07-01' };
    expect(told(view('2027-10-01', given), 'break')).toEqual([]);
  });

  it('is none any more once terms were agreed without it', () => {
    expect(told(view('2027-10-01', null, []), 'break')).toEqual([]);
  });

  it.each([
    ['2028-07-01', 6, '2028-01-01'],
    ['2028-03-31', 6, '2027-09-30'],
    ['2027-02-28', 3, '2026-11-30'],
    ['2028-02-29', 6, '2027-08-31'],
    ['2028-02-29', 0, '2028-02-29'],
  ])('from %s with %i months of notice: on %s', (from, months, day) => {
    expect(lastDayOfNotice(from, months)).toBe(day);
  });
});

it('keeps reviews that nobody has held as overdue', () => {
  const reviews = ['2026-09-30', '2027-03-31', '2027-09-30'];
  const terms = { reviews, terminated: null, until: null };
  const held = { agreement: 'deed', due: '2026-09-30', held: '2026-10-02', outcome: 'Goes on' };
  const facts = [
    fact('fund', 'northmoor', { agreement: 'deed' }),
    fact('agreement', 'deed', terms),
    fact('review', 'deed/2026-09-30', held),
  ];
  expect(told(on('2027-04-15', ...facts), 'review')).toEqual([
    ['2027-03-31', 'deed', '', null],
    ['2027-09-30', 'deed', '', null],
  ]);
});

it('ends what must be used by a day with what is not committed, as long as that is any', () => {
  // Programme revenue is committed whole; of its capital nothing is.
  expect(told(october, 'ring-fence')).toEqual([
    ['2027-03-31', 'programme-capital', '', '50000.00'],
  ]);
  const [item] = calendar(october, []).filter(({ what }) => what === 'ring-fence');
  expect(formatPence(retraced(october.balances, item?.from ?? []))).toBe('50000.00');
});

it('ends the part of a partner that has given notice', () => {
  const facts = [
    fact('fund', 'northmoor', { agreement: 'deed' }),
    fact('agreement', 'deed', { reviews: [], terminated: null, until: '2027-06-30' }),
    fact('notice', 'deed/icb', { agreement: 'deed', partner: 'GB-NHS-QMR', ends: '2027-03-31' }),
    fact('notice', 'other/icb', { agreement: 'other', partner: 'GB-NHS-QMR', ends: '2027-03-31' }),
  ];
  const view = on('2026-10-31', ...facts);
  expect(told(view, 'notice')).toEqual([['2027-03-31', 'GB-NHS-QMR', '', null]]);
  expect(told(view, 'agreement')).toEqual([['2027-06-30', 'deed', '', null]]);
});

it('ends permissions that have money left', () => {
  const until = { source: 'programme', until: '2026-12-31', reference: 'MHCLG/17' };
  const view = on(
    '2026-10-31',
    fact('permission', 'one', { ...until, left: '5000.00' }),
    fact('permission', 'used', { ...until, left: '0.00' }),
  );
  expect(told(view, 'permission')).toEqual([['2026-12-31', 'programme', 'MHCLG/17', '5000.00']]);
});

it('ends accruals on the day on which they reverse', () => {
  const accrual = {
    state: 'accrued',
    amount: '900.00',
    reference: 'March',
    reversesOn: '2027-04-30',
  };
  const view = on(
    '2026-10-31',
    fact('expenditure', 'one', accrual),
    fact('expenditure', 'reversed', { ...accrual, state: 'accrual reversed' }),
    fact('expenditure', 'until-invoiced', { ...accrual, reversesOn: null }),
  );
  expect(told(view, 'accrual')).toEqual([['2027-04-30', 'none', 'March', '900.00']]);
});

it('ends a share that must be reached with what is missing', () => {
  const limit: Partial<FactTypes['share-limit']> = {
    name: 'Capital',
    source: 'programme',
    kind: 'minimum',
    rate: '0.20',
    rounding: 'nearest-penny',
    base: 'allocation',
    over: 'programme',
    natures: ['capital'],
    schemes: null,
    categories: null,
    costCategories: null,
    by: '2027-03-31',
    until: null,
  };
  // 20 % of 350,000, of which 50,000 is allocated as capital.
  const view = on(
    '2026-10-31',
    fact('share-limit', 'capital', limit),
    fact('scheme', 'infrastructure', { category: 'infrastructure' }),
  );
  expect(told(view, 'share limit')).toEqual([['2027-03-31', 'programme', 'Capital', '20000.00']]);
});

it('ends what is kept back of an award with its sum', () => {
  const line = (account: Account, pence: bigint): Posting => ({
    on: {
      ...{ fund: 'northmoor', account, period: '2026-10', relatesTo: '2026-27', nature: 'revenue' },
      ...{ source: 'council', scheme: 'navigators', award: 'lights', provider: 'l', area: 'none' },
    },
    ...{ effective: '2026-10-01', pence },
  });
  const view: FundView = {
    ...on(
      '2026-10-31',
      fact('award', 'lights', {
        ...{ start: '2026-04-01', end: '2029-03-31', statedMonths: null },
        retention: { percent: '5', most: null, until: '2027-06-30' },
      }),
    ),
    balances: Balances.of([
      line('budget:committed:confirmed', 100_000_00n),
      line('cash:creditor:retained', -5_000_00n),
    ]),
  };
  expect(told(view, 'retention')).toEqual([['2027-06-30', 'lights', '', '5000.00']]);
});

describe('publication', () => {
  const policy = (standard: FactTypes['publication-policy']['standard']): AnyFact =>
    fact('publication-policy', 'northmoor', { standard });
  const made = (until: string): AnyFact => fact('publication', `northmoor/${until}`, { until });

  it('is due each quarter, a month after it, by the code of councils', () => {
    const first = on('2026-06-01', policy('transparency-code'));
    expect(told(first, 'publication')).toEqual([['2026-07-31', 'northmoor', '2026-06-30', null]]);
    const next = on('2026-11-23', policy('transparency-code'), made('2026-09-30'));
    expect(told(next, 'publication')).toEqual([['2027-01-31', 'northmoor', '2026-12-31', null]]);
  });

  it('stays due where a part of the quarter was published, and when the day is over', () => {
    const part = on('2026-11-23', policy('transparency-code'), made('2026-08-31'));
    expect(told(part, 'publication')).toEqual([['2026-10-31', 'northmoor', '2026-09-30', null]]);
  });

  it('is due each month by the rules of the NHS, and on no day by rules of one’s own', () => {
    const monthly = on('2026-11-23', policy('nhs-25k'), made('2026-10-31'));
    expect(told(monthly, 'publication')).toEqual([['2026-12-31', 'northmoor', '2026-11-30', null]]);
    expect(told(on('2026-11-23', policy('own')), 'publication')).toEqual([]);
  });
});
