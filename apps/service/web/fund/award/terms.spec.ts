import { fundView, recorded } from '#test/support/fund-view.js';
import { northmoor } from '#test/support/northmoor.js';
import { harbourLightsTerms, noTerms } from '#test/support/provider-view.js';
import { toldSoFar } from '#test/support/steps.js';
import type { DomainEvent } from '#contracts/events/all.js';
import { termsRows } from './terms.js';

const termsOf = (award: string, ...more: readonly DomainEvent[]) => {
  const events = recorded([...toldSoFar(...northmoor).happened, ...more]);
  const rows = termsRows(fundView('northmoor', events, '2026-10-31'), award);
  return new Map(rows.map(({ key, cell }) => [key, cell]));
};

it('says in words how a grant is claimed', () => {
  const agreed: DomainEvent = {
    ...{ type: 'GrantTermsAgreed', version: 2, stream: 'grant-moorside', effective: '2026-04-01' },
    data: { conditions: [], claims: 'in-arrears', match: [], leadProvider: false },
  };
  expect(termsOf('moorside', agreed).get('Claims')?.text).toBe('In arrears');
});

it('says that what options are worth has risen with prices, where prices are followed', () => {
  const indexation = { index: 'CPI', base: '2026-04', cap: '0.05', collar: '0', places: 4 };
  const followed = termsOf('harbour-lights', harbourLightsTerms({ ...noTerms, indexation }));
  expect(followed.get('Options not exercised')?.note).toBe('With every uplift so far');
  expect(followed.get('Prices')?.text).toBe('Follow CPI, at least 0%, at most 5% at one uplift');
  expect(termsOf('harbour-lights').get('Options not exercised')?.note).toBeUndefined();
});
