import { formatPence } from '#libs/money/pence.js';
import { northmoorAfter, october, opening } from '#test/support/figures.js';
import { northmoor } from '#test/support/northmoor.js';
import { northmoorYear } from '#test/support/northmoor-year-end.js';
import type { FundView } from '#projections/reading/reading.js';
import { cashAhead, monthMade, type MonthAhead } from './cash-ahead.js';

const pounds = (
  view: FundView,
  of: (month: MonthAhead) => readonly bigint[],
  ...months: readonly string[]
) =>
  cashAhead(view)
    .months.filter(({ month }) => months.includes(month))
    .map((month) => of(month).map(formatPence));

it('brings what is confirmed on its day, what is overdue at once', () => {
  // April: the council's twelfth, the ICB's quarter, 350,000 and 30,000 from the funders.
  expect(pounds(opening, ({ toCome }) => [toCome], '2026-04', '2026-05', '2026-07')).toEqual([
    ['680000.00'],
    ['100000.00'],
    ['300000.00'],
  ]);
  // The ICB's third quarter should have come on 1 October: it comes with the council's twelfth.
  expect(pounds(october, ({ toCome }) => [toCome], '2026-11', '2026-12')).toEqual([
    ['300000.00'],
    ['100000.00'],
  ]);
});

it('spends what is promised evenly over the months in which an award runs', () => {
  // 300,000 and 30,000 over twelve months; from July 720,000 over nine more.
  expect(pounds(opening, ({ promised }) => [promised], '2026-06', '2026-07', '2027-03')).toEqual([
    ['27500.00'],
    ['107500.00'],
    ['107500.00'],
  ]);
});

it('ends the year with what came less what was promised, whatever has been paid by then', () => {
  // 2,380,000 confirmed less 1,050,000 committed; at the least also less all that is allocated.
  expect(pounds(opening, ({ held, low, high }) => [held, low, high], '2027-03')).toEqual([
    ['1330000.00', '150000.00', '1330000.00'],
  ]);
  // By October 30,000 was spent without an award.
  expect(pounds(october, ({ held, low }) => [held, low], '2027-03')).toEqual([
    ['1300000.00', '150000.00'],
  ]);
});

it('pays invoices by the last of their thirty days', () => {
  expect(pounds(october, ({ owed }) => [owed], '2026-11', '2026-12')).toEqual([
    ['105000.00'],
    ['0.00'],
  ]);
});

it('has a band above where money is indicative: 200,000 a quarter of the ICB in 2028-29', () => {
  const then = { ...opening, moment: { ...opening.moment, day: '2028-04-01' } };
  const above = pounds(then, ({ held, high }) => [high - held], '2028-04', '2028-07', '2029-03');
  expect(above).toEqual([['200000.00'], ['400000.00'], ['800000.00']]);
});

it('names the month that ends with the least', () => {
  // 1,052,500 held; November: + 300,000 - 105,000 - 109,500; December: + 100,000 - 109,500.
  expect(cashAhead(october).lowest?.month).toBe('2026-12');
  expect(formatPence(cashAhead(october).lowest?.held ?? 0n)).toBe('1128500.00');
});

it('has nothing to come of a month on its last day, and most of it the day before', () => {
  const eve = { ...october, moment: { ...october.moment, day: '2026-10-30' } };
  const [first] = cashAhead(eve).months;
  // 547,500 is outstanding over six months of three awards: 66,666.67, 3,750.00 and 20,833.34 of October.
  expect(first).toMatchObject({ month: '2026-10', promised: 9_125_001n });
  const months = cashAhead(october).months.map(({ month }) => month);
  expect([months[0], months.at(-1), months.length]).toEqual(['2026-11', '2027-10', 12]);
  // 547,500 outstanding over the five months that are left.
  expect(cashAhead(october).months[0]?.promised).toBe(10_950_000n);
});

it('says what a month begins with, and what each amount in it is of', () => {
  expect(monthMade(october, '2026-12')?.before).toEqual(cashAhead(october).months[0]);
  expect(monthMade(october, '2026-11')?.before).toMatchObject({ pence: 105250000n });
  const told = monthMade(october, '2026-11')?.parts.map(
    ({ flow, of, pence, whole, parts: months }) =>
      [flow, of, formatPence(pence), ...(whole ? [formatPence(whole.pence), months] : [])].join(
        ' ',
      ),
  );
  // Five months of the year are left once October has ended.
  expect(told).toEqual([
    'instalment icb 200000.00',
    'instalment council 100000.00',
    'invoice GB-COH-19990001 80000.00',
    'invoice GB-COH-19990002 25000.00',
    'promised harbour-lights 80000.00 400000.00 5',
    'promised moorside 4500.00 22500.00 5',
    'promised two-rivers 25000.00 125000.00 5',
    'uncommitted brokerage 64000.00 320000.00 5',
    'uncommitted infrastructure 70000.00 350000.00 5',
    'uncommitted navigators 76000.00 380000.00 5',
    'uncommitted participation 20000.00 100000.00 5',
  ]);
});

it('takes what is accrued to be paid in the month after, for it has no day', () => {
  const march = northmoorAfter([...northmoor, ...northmoorYear], '2027-03-31');
  const owed = monthMade(march, '2027-04')?.parts.filter(({ flow }) => flow === 'without a day');
  expect(owed?.map(({ of, pence }) => [of, formatPence(pence)])).toEqual([
    ['GB-COH-19990001', '80000.00'],
    ['GB-COH-19990002', '25000.00'],
  ]);
});

it('has nothing of a month that is none of the twelve', () => {
  expect(monthMade(october, '2027-11')).toBeUndefined();
  expect(monthMade(october, '2026-10')).toBeUndefined();
});

it('says nothing of an aligned fund, whose money stays with its owners', () => {
  const aligned = {
    get: (kind: string) => (kind === 'fund' ? { attributes: { kind: 'aligned' } } : undefined),
  } as unknown as FundView['facts'];
  expect(cashAhead({ ...opening, facts: aligned })).toEqual({ months: [], lowest: undefined });
});
