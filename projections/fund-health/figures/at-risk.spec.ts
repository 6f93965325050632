import { imported, inPounds, opening } from '#test/support/figures.js';
import { atRisk } from './at-risk.js';

it('is what is called on without confirmed money: 240,000.00 in 2029-30', () => {
  expect(inPounds(atRisk(opening))).toEqual([
    { source: 'council', nature: 'revenue', year: '2029-30', amount: '240000.00' },
  ]);
});

it('cannot be judged where the source is unknown', () => {
  expect(atRisk(imported)).toEqual([]);
});
