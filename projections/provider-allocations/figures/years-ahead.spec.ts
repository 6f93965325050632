import { retraced } from '#projections/fund-health/figures/traced.js';
import { inPounds } from '#test/support/figures.js';
import { organisations } from '#test/support/northmoor.js';
import {
  harbourLightsTerms,
  northmoorProvider,
  noTerms,
  providerInOctober,
} from '#test/support/provider-view.js';
import { yearsAhead } from './years-ahead.js';

it('keeps apart what is confirmed and what is indicative, year by year', () =>
  expect(inPounds(yearsAhead(providerInOctober(organisations.harbourLights)))).toMatchObject([
    // Four of nine payments are matched.
    { year: '2026-27', confirmed: '720000.00', indicative: '0.00', matched: '320000.00' },
    { year: '2027-28', confirmed: '960000.00', indicative: '0.00', matched: '0.00' },
    { year: '2028-29', confirmed: '960000.00', indicative: '0.00' },
    { year: '2029-30', confirmed: '0.00', indicative: '240000.00', afterBreak: '0.00' },
  ]));

it('shows what lies after the first day on which the commissioner could break off', () => {
  const clause = { break: 'year-2', from: '2028-06-30', noticeMonths: 6, by: 'either' as const };
  const view = northmoorProvider(organisations.harbourLights, [], '2026-04-01', [
    harbourLightsTerms({ ...noTerms, breaks: [clause] }),
  ]);
  // Of 960,000.00 in 2028-29, three months of twelve lie before the break.
  expect(inPounds(yearsAhead(view)).map(({ year, afterBreak }) => [year, afterBreak])).toEqual([
    ['2026-27', '0.00'],
    ['2027-28', '0.00'],
    ['2028-29', '720000.00'],
    ['2029-30', '0.00'],
  ]);
});

it('adds up to what is behind each amount', () => {
  const view = providerInOctober(organisations.harbourLights);
  const [fund] = view.funds;
  for (const { confirmed, expected, indicative, matched } of yearsAhead(view))
    for (const { pence, from } of [confirmed, expected, indicative, matched])
      expect(fund && retraced(fund.balances, from)).toBe(pence);
});
