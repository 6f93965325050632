import type { DomainEvent } from '#contracts/events/all.js';
import { inPounds } from '#test/support/figures.js';
import { organisations, firstMonths } from '#test/support/northmoor.js';
import { northmoorProvider, providerInOctober } from '#test/support/provider-view.js';
import { ownYears } from './own-years.js';

const stated: DomainEvent = {
  ...{ type: 'OrganisationYearStated', version: 1, effective: '2026-04-01' },
  ...{ stream: `organisation-${organisations.harbourLights}`, data: { begins: '10-01' } },
};

it('shows promises and payments in the provider’s own years', () => {
  const view = northmoorProvider(organisations.harbourLights, firstMonths, '2026-10-31', [stated]);
  const { begins, years } = ownYears(view);
  expect(begins).toBe('10-01');
  // 80,000.00 a month from July 2026 to March 2029, indicative to June 2029; three payments, of
  // which the one of 14 October falls in the second year.
  expect(
    inPounds(years).map(({ from, to, confirmed, indicative, paid }) => [
      ...[from, to, confirmed, indicative, paid],
    ]),
  ).toEqual([
    ['2025-10-01', '2026-09-30', '240000.00', '0.00', '160000.00'],
    ['2026-10-01', '2027-09-30', '960000.00', '0.00', '80000.00'],
    ['2027-10-01', '2028-09-30', '960000.00', '0.00', '0.00'],
    ['2028-10-01', '2029-09-30', '480000.00', '240000.00', '0.00'],
  ]);
});

it('shows each award’s part of them', () => {
  const view = northmoorProvider(organisations.harbourLights, firstMonths, '2026-10-31', [stated]);
  const [first] = ownYears(view).years;
  expect(inPounds(first?.awards ?? [])).toEqual([
    {
      ...{ award: 'harbour-lights', confirmed: '240000.00', expected: '0.00' },
      ...{ indicative: '0.00', paid: '160000.00' },
    },
  ]);
});

it('guesses no year that nobody has stated', () =>
  expect(ownYears(providerInOctober(organisations.harbourLights))).toEqual({
    ...{ begins: null, years: [] },
  }));
