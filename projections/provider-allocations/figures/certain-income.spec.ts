import { organisations } from '#test/support/northmoor.js';
import {
  harbourLightsTerms,
  northmoorProvider,
  noTerms,
  providerInOctober,
} from '#test/support/provider-view.js';
import { certainIncome } from './certain-income.js';

it('ends with the last year of which everything promised is confirmed', () =>
  expect(certainIncome(providerInOctober(organisations.harbourLights))).toEqual({
    endings: [
      {
        ...{ fund: 'northmoor', award: 'harbour-lights', end: '2029-06-30' },
        ...{ breakPoint: null, certainUntil: '2029-03-31' },
      },
    ],
    // From 31 October 2026 to 31 March 2029.
    ...{ until: '2029-03-31', months: 29 },
  }));

it('ends with the award where all of it is confirmed', () =>
  expect(certainIncome(providerInOctober(organisations.twoRivers))).toMatchObject({
    ...{ until: '2028-03-31', months: 17 },
  }));

it('ends at the break point, and does not begin before the award', () => {
  const clause = { break: 'b', from: '2027-12-31', noticeMonths: 3, by: 'commissioner' as const };
  const view = (day: string) =>
    northmoorProvider(organisations.harbourLights, [], day, [
      harbourLightsTerms({ ...noTerms, breaks: [clause] }),
    ]);
  expect(certainIncome(view('2026-07-01'))).toMatchObject({ until: '2027-12-31', months: 18 });
  expect(certainIncome(view('2026-04-01'))).toMatchObject({
    endings: [{ certainUntil: '2027-12-31' }],
    ...{ until: null, months: 0 },
  });
});
