import { imported, northmoorAfter, october, opening } from '#test/support/figures.js';
import { northmoor, organisations } from '#test/support/northmoor.js';
import type { DomainEvent } from '#contracts/events/all.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { toldSoFar } from '#test/support/steps.js';
import { fundedUntil } from './funded-until.js';

const under = (terms: object) =>
  northmoorAfter(
    northmoor.map((step) =>
      step.command === 'sign-agreement' ? { ...step, body: { ...step.body, ...terms } } : step,
    ),
  );

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
  expect(fundedUntil(under({ noticeNotBefore: '2028-09-30' }))).toMatchObject({
    until: '2028-09-30',
    months: 30,
    endsWith: 'notice',
  });
});

it('goes no further than a notice that was given, and past it once the partner has left', () => {
  const steps = northmoor.map((each) =>
    each.command === 'sign-agreement'
      ? { ...each, body: { ...each.body, noticeNotBefore: '2026-09-30' } }
      : each,
  );
  const noticed: DomainEvent = {
    ...{ type: 'NoticeGiven', version: 1, effective: '2026-04-01', stream: 'agreement-northmoor' },
    data: {
      ...{ partner: organisations.icb, kind: 'no-fault', ends: '2026-09-30' },
      grounds: 'A smaller budget',
    },
  };
  const events = recorded([...toldSoFar(...steps).happened, noticed]);
  expect(fundedUntil(fundView('northmoor', events, '2026-09-30'))).toMatchObject({
    ...{ until: '2026-09-30', endsWith: 'notice' },
  });
  expect(fundedUntil(fundView('northmoor', events, '2026-10-01'))).toMatchObject({
    ...{ until: '2029-03-31', endsWith: 'confirmed money' },
  });
});

it('goes no further than the agreement itself', () => {
  expect(fundedUntil(under({ until: '2028-03-31' }))).toMatchObject({
    until: '2028-03-31',
    months: 24,
    endsWith: 'agreement',
  });
});

it('counts the length of a notice from the day of the view', () => {
  expect(fundedUntil(under({ noticeNotBefore: '2026-09-30', noticeMonths: 12 }))).toMatchObject({
    until: '2027-04-01',
    endsWith: 'notice',
  });
});

it('is not computable where sources are unknown', () => {
  expect(fundedUntil({ ...imported, moment: { ...imported.moment, day: '2012-03-31' } })).toEqual({
    state: 'not computable',
  });
});

it('says so where nothing is confirmed', () => {
  const bare = northmoor.filter((step) => step.command === 'establish-fund');
  expect(fundedUntil(northmoorAfter(bare))).toEqual({ state: 'not funded' });
});
