import { inPounds, northmoorAfter, october } from '#test/support/figures.js';
import { monitored } from '#test/support/monitored.js';
import type { FundView } from '#projections/reading/reading.js';
import { lastMonthEnded, monitoring, type MonitoringLine } from './monitoring.js';

const view: FundView = northmoorAfter(monitored, '2027-10-31');

function line(of: FundView, at: { year: string; month: string }): MonitoringLine {
  const found = monitoring(of, at).lines.find(
    ({ scheme, source }) => scheme === 'infrastructure' && source === 'council',
  );
  if (!found) throw new Error('the line is not in the report');
  return found;
}
const september = { year: '2026-27', month: '2026-09' };

it('says how the budget came to be what it is', () =>
  expect(inPounds([line(view, september).budget])).toEqual([
    {
      original: '150000.00',
      allocatedLater: '30000.00',
      virements: '0.00',
      givenUp: '0.00',
      otherChanges: '0.00',
      current: '180000.00',
    },
  ]));

it('sets actual against the profile to date: 30,000.00 of 150,000.00, and 36,000.00 of 180,000.00', () =>
  expect(inPounds([line(view, september).toDate])).toEqual([
    {
      profile: '36000.00',
      profiled: 'by the budget holder',
      actual: '12000.00',
      variance: '24000.00',
      is: 'favourable',
    },
  ]));

it('spreads evenly what nobody has profiled', () =>
  expect(inPounds([line(october, september).toDate])).toMatchObject([
    { profile: '75000.00', profiled: 'evenly', variance: '63000.00' },
  ]));

it('takes what the budget holder said last, with its change and the reason', () => {
  expect(inPounds([line(view, september).forecast ?? {}])).toMatchObject([
    {
      month: '2026-09',
      outturn: '155000.00',
      change: '5000.00',
      explanation: 'The licence costs more than was offered',
      variance: '25000.00',
      is: 'favourable',
    },
  ]);
  expect(line(view, { year: '2026-27', month: '2026-08' }).forecast).toMatchObject({
    outturn: 15_000_000n,
    change: null,
  });
});

it('leaves a forecast that nobody made unknown, with the run rate beside it', () => {
  const { forecast: said, runRate } = line(october, september);
  expect(said).toBeNull();
  expect(inPounds([runRate ?? {}])).toEqual([
    { outturn: '24000.00', low: '12000.00', high: '84000.00' },
  ]);
});

it('says how near forecast and run rate were at the same month of the year before', () => {
  const [before, ...others] = line(view, { year: '2027-28', month: '2027-09' }).before;
  expect(others).toEqual([]);
  expect(inPounds([before ?? {}])).toMatchObject([{ year: '2026-27', actual: '24000.00' }]);
  expect(inPounds([before?.forecast ?? {}, before?.runRate ?? {}])).toEqual([
    { outturn: '155000.00', by: '131000.00', percent: '545.83', was: 'too high' },
    { outturn: '24000.00', by: '0.00', percent: '0.00', was: 'exact' },
  ]);
});

it('adds up: what has no forecast is said beside, never as nothing', () => {
  const { lines, total } = monitoring(view, september);
  expect(lines.map(({ scheme, source }) => `${scheme}, ${source}`)).toHaveLength(11);
  expect(inPounds([total])).toMatchObject([{ budget: '2260000.00', notForecast: '2080000.00' }]);
  expect(inPounds([total.forecast])).toEqual([
    { outturn: '155000.00', variance: '25000.00', is: 'favourable' },
  ]);
});

it('is told at the end of the last month that has ended', () => {
  expect(lastMonthEnded('2026-10-30')).toEqual(september);
  expect(lastMonthEnded('2026-10-31')).toEqual({ year: '2026-27', month: '2026-10' });
  expect(lastMonthEnded('2027-04-15')).toEqual({ year: '2026-27', month: '2027-03' });
});
