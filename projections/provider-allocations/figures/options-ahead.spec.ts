import { inPounds } from '#test/support/figures.js';
import { organisations } from '#test/support/northmoor.js';
import {
  harbourLightsTerms,
  northmoorProvider,
  noTerms,
  providerInOctober,
} from '#test/support/provider-view.js';
import { optionsAhead } from './options-ahead.js';

it('spreads what the options are worth over the months that they run', () =>
  // Two of twelve months from 2029-07-01, 1,920,000.00 in all: 80,000.00 a month.
  expect(inPounds(optionsAhead(providerInOctober(organisations.harbourLights)))).toEqual([
    { award: 'harbour-lights', year: '2029-30', amount: '720000.00' },
    { award: 'harbour-lights', year: '2030-31', amount: '960000.00' },
    { award: 'harbour-lights', year: '2031-32', amount: '240000.00' },
  ]));

it('takes each option at its own worth where all say theirs', () => {
  const option = (place: number, value: string) => ({ option: place, exerciseBy: null, value });
  const view = northmoorProvider(organisations.harbourLights, [], '2026-04-01', [
    harbourLightsTerms({
      ...noTerms,
      options: [option(1, '1200000.00'), option(2, '720000.00')],
    }),
  ]);
  // 100,000.00 a month in the first year, 60,000.00 in the second.
  expect(inPounds(optionsAhead(view)).map(({ amount }) => amount)).toEqual([
    '900000.00',
    '840000.00',
    '180000.00',
  ]);
});

it('has none of an award without options', () =>
  expect(optionsAhead(providerInOctober(organisations.twoRivers))).toEqual([]));
