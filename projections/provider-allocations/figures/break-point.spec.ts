import { organisations } from '#test/support/northmoor.js';
import { harbourLightsTerms, northmoorProvider, noTerms } from '#test/support/provider-view.js';
import { breakPoint } from './break-point.js';

const clause = { break: 'one', from: '2028-06-30', noticeMonths: 6, by: 'either' as const };
const on = (day: string, ...breaks: (typeof noTerms)['breaks']) =>
  breakPoint(
    northmoorProvider(organisations.harbourLights, [], day, [
      harbourLightsTerms({ ...noTerms, breaks }),
    ]).facts,
    'harbour-lights',
    day,
  );

it('is the first day of the clause, or the end of the notice where that is later', () => {
  expect(on('2026-04-01', clause)).toBe('2028-06-30');
  expect(on('2028-03-15', clause)).toBe('2028-09-15');
});

it('is that of the clause that lets the commissioner go soonest, and of no other’s', () => {
  expect(on('2026-04-01', clause, { ...clause, break: 'two', from: '2027-06-30' })).toBe(
    '2027-06-30',
  );
  expect(on('2026-04-01', { ...clause, by: 'provider' })).toBeUndefined();
});

it('is none where no clause is, or the award is over by then', () => {
  expect(on('2026-04-01')).toBeUndefined();
  expect(on('2029-02-01', clause)).toBeUndefined();
});
