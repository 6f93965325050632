import { inPounds } from '#test/support/figures.js';
import { organisations } from '#test/support/northmoor.js';
import { harbourLightsTerms, northmoorProvider, noTerms } from '#test/support/provider-view.js';
import { allowances, linesOfAwards } from './award-lines.js';

const terms = harbourLightsTerms({ ...noTerms, flexibility: { percent: '0.05' } });
const moved = {
  ...{ type: 'AwardLinesMoved' as const, version: 1, stream: 'contract-harbour-lights' },
  effective: '2026-10-01',
  data: {
    ...{ change: 'lines-1', fund: 'northmoor', year: '2026-27', amount: '5000.00' },
    ...{ from: 'delivery' as const, to: 'workforce' as const },
    ...{ allowance: '36000.00', used: '5000.00' },
  },
};

it('has each cost line of each year', () =>
  expect(
    inPounds(linesOfAwards(northmoorProvider(organisations.harbourLights, [], '2026-04-01')))
      .slice(0, 5)
      .map(({ year, category, amount }) => [year, category, amount]),
  ).toEqual([
    ['2026-27', 'core', '28800.00'],
    ['2026-27', 'delivery', '576000.00'],
    ['2026-27', 'infrastructure', '21600.00'],
    ['2026-27', 'participation', '36000.00'],
    ['2026-27', 'workforce', '57600.00'],
  ]));

it('says what may be moved without asking, and what is left of it', () => {
  const view = northmoorProvider(organisations.harbourLights, [], '2026-10-01', [terms, moved]);
  // 5 % of 720,000.00, of 960,000.00 twice and of 240,000.00.
  expect(
    inPounds(allowances(view)).map(({ year, allowance, used, left }) => [
      ...[year, allowance, used, left],
    ]),
  ).toEqual([
    ['2026-27', '36000.00', '5000.00', '31000.00'],
    ['2027-28', '48000.00', '0.00', '48000.00'],
    ['2028-29', '48000.00', '0.00', '48000.00'],
    ['2029-30', '12000.00', '0.00', '12000.00'],
  ]);
});

it('lets nothing be moved where nothing is agreed', () =>
  expect(allowances(northmoorProvider(organisations.harbourLights, [], '2026-04-01'))).toEqual([]));
