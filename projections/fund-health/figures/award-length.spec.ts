import { fundView, recorded } from '#test/support/fund-view.js';
import { inPounds, northmoorAfter, opening } from '#test/support/figures.js';
import { northmoor } from '#test/support/northmoor.js';
import { toldSoFar } from '#test/support/steps.js';
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
  const undated = northmoor.map((step) =>
    step.id === 'two-rivers' ? { ...step, body: { ...step.body, end: null } } : step,
  );
  expect(inPounds([longTerm(northmoorAfter(undated))])).toMatchObject([
    { long: '2970000.00', shorter: '0.00', unknown: '600000.00', unknownCount: 1, share: '100.00' },
  ]);
});

it('has no share where nothing is awarded', () => {
  const before = toldSoFar(...northmoor).happened.filter(
    ({ type }) => type !== 'CommitmentConfirmed',
  );
  expect(longTerm(fundView('northmoor', recorded(before), '2026-04-01')).share).toBeUndefined();
});
