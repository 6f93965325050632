import { FundEstablished } from '#contracts/events/fund.js';
import { AgreementSigned } from '#contracts/events/party.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { imported, october, opening } from '#test/support/figures.js';
import { day } from '#test/support/northmoor-place.js';
import { northmoor } from '#test/support/northmoor.js';
import { fundedUntil } from './funded-until.js';

it('is 31 March 2029, 36 months, as at 1 April 2026', () => {
  expect(fundedUntil(opening)).toEqual({
    state: 'funded',
    until: '2029-03-31',
    months: 36,
    endsWith: 'confirmed money',
  });
});

it('counts whole months from the day of the view', () => {
  // 31 October 2026 to 1 April 2029: 29 months and a day.
  expect(fundedUntil(october)).toMatchObject({ until: '2029-03-31', months: 29 });
});

it('goes no further than the day from which a partner may leave', () => {
  const leaving = northmoor.map(({ stream, draft }) =>
    draft.type === AgreementSigned.type
      ? {
          stream,
          draft: { ...draft, data: { ...(draft.data as object), noticeNotBefore: '2028-09-30' } },
        }
      : { stream, draft },
  );
  expect(fundedUntil(fundView('northmoor', recorded(leaving), day))).toMatchObject({
    until: '2028-09-30',
    months: 30,
    endsWith: 'notice',
  });
});

it('is not computable where sources are unknown', () => {
  expect(fundedUntil({ ...imported, moment: { ...imported.moment, day: '2012-03-31' } })).toEqual({
    state: 'not computable',
  });
});

it('says so where nothing is confirmed', () => {
  const bare = northmoor.filter(({ draft }) => draft.type === FundEstablished.type);
  expect(fundedUntil(fundView('northmoor', recorded(bare), day))).toEqual({ state: 'not funded' });
});
