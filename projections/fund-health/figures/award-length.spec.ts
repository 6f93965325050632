import { CommitmentConfirmed } from '#contracts/events/fund.js';
import { ContractAwarded } from '#contracts/events/award.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { inPounds, opening } from '#test/support/figures.js';
import { day } from '#test/support/northmoor-place.js';
import { northmoor } from '#test/support/northmoor.js';
import { awards, longTerm } from './award-length.js';

it('counts whole months, the last day included', () => {
  expect(awards(opening).map(({ award, months }) => [award, months])).toEqual([
    ['harbour-lights', 36],
    ['moorside', 36],
    ['two-rivers', 24],
  ]);
});

it('puts 83.19 % of the value in awards of 36 months and longer', () => {
  const long = longTerm(opening);
  expect(inPounds([long])).toMatchObject([
    { long: '2970000.00', shorter: '600000.00', unknown: '0.00', share: '83.19' },
  ]);
});

it('puts an award of unknown length beside the share, never at zero months', () => {
  const undated = northmoor.map(({ stream, draft }) =>
    draft.type === ContractAwarded.type && stream === 'contract-two-rivers'
      ? { stream, draft: { ...draft, data: { ...(draft.data as object), end: null } } }
      : { stream, draft },
  );
  expect(inPounds([longTerm(fundView('northmoor', recorded(undated), day))])).toMatchObject([
    { long: '2970000.00', shorter: '0.00', unknown: '600000.00', unknownCount: 1, share: '100.00' },
  ]);
});

it('has no share where nothing is awarded', () => {
  const before = northmoor.filter(({ draft }) => draft.type !== CommitmentConfirmed.type);
  expect(longTerm(fundView('northmoor', recorded(before), day)).share).toBeUndefined();
});
