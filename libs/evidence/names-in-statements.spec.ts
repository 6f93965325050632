import type { Envelope } from '#contracts/envelope.js';
import { ofPool, statedAs, statedPool, verdictOn } from '#test/support/packs.js';
import { invoice } from '#test/support/small-fund.js';

it('shows the providers of a Better Care return by the names that their streams say', async () => {
  const registered = ['OrganisationRegistered', 'organisation-harbour-lights'] as const;
  const half = [invoice('may', '5.50')];
  const of = statedPool(4, [registered], 'better-care-return', half);
  expect(of.document).toContain('"provider":"harbour-lights","providerName":"Moorside Voices"');
  const shows = (event: Envelope): boolean =>
    ofPool(event) || event.stream === 'organisation-harbour-lights';
  const shown = { document: of.document, shows, cuts: [of.knownAt] };
  expect(verdictOn(await of.log.pack(statedAs, shown)).statement).toMatchObject({ format: 4 });
  const another = of.document.replaceAll('Moorside Voices', 'Somebody else');
  const altered = await of.log.pack(statedAs, { ...shown, document: another });
  expect(() => verdictOn(altered)).toThrow(
    /in the statement expenditure\.\d+\.providerName is "Somebody else", and by the events it is "Moorside Voices"/,
  );
  // Those of before name nobody, and stay as they were issued.
  const before = statedPool(2, [registered], 'better-care-return', half);
  expect(before.document).not.toContain('providerName');
  expect(
    verdictOn(await before.log.pack(statedAs, { ...shown, document: before.document })).statement,
  ).toMatchObject({ format: 2 });
});
