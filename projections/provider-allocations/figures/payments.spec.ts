import { inPounds } from '#test/support/figures.js';
import { organisations } from '#test/support/northmoor.js';
import { providerInOctober } from '#test/support/provider-view.js';
import { payments } from './payments.js';

it('names each payment’s remittance, invoice and days against thirty', () =>
  expect(inPounds(payments(providerInOctober(organisations.harbourLights)))).toMatchObject([
    {
      ...{ kind: 'paid', amount: '80000.00', on: '2026-10-14', invoice: 'Invoice 2026-09' },
      ...{ remittance: 'BACS harbour-lights-2026-09', days: 14, within30: true },
    },
    { on: '2026-09-14', remittance: 'BACS harbour-lights-2026-08' },
    { on: '2026-08-14', remittance: 'BACS harbour-lights-2026-07' },
  ]));

it('counts the days of a claim that waited', () =>
  expect(inPounds(payments(providerInOctober(organisations.moorside)))).toMatchObject([
    { amount: '7500.00', on: '2026-07-31', days: 21, within30: true },
  ]));
