import { formatPence } from '#libs/money/pence.js';
import { opening } from '#test/support/figures.js';
import type { AnyFact } from '#libs/ledger/facts-at.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment } from './investment.js';
import { awardLengths } from './award-lengths.js';

const lengthsOf = (more: readonly AnyFact[] = []) => {
  const { bands, longTerm } = awardLengths(investment(investedIn(opening, more), everything));
  const shown = bands
    .filter(({ pence }) => pence > 0n)
    .map(({ band, awards, pence, share }) => [band, awards, formatPence(pence), share]);
  return { shown, longTerm };
};

it('counts whole months, from the start to the day after the end', () =>
  expect(lengthsOf()).toEqual({
    shown: [
      ['24-to-35', 1, '600000.00', '16.81'],
      // From 1 July 2026 to 30 June 2029, and from 1 April 2026 to 31 March 2029.
      ['36-to-59', 2, '2970000.00', '83.19'],
    ],
    longTerm: '83.19',
  }));

it('keeps unknown lengths apart, in neither part of the long-term share', () => {
  const award = opening.facts.get('award', 'two-rivers');
  if (!award) throw new Error('the story awards it');
  const endless = { ...award, entity: 'award' as const };
  const attributes = { ...award.attributes, end: null };
  expect(lengthsOf([{ ...endless, attributes }])).toEqual({
    shown: [
      ['36-to-59', 2, '2970000.00', '83.19'],
      ['unknown', 1, '600000.00', '16.81'],
    ],
    longTerm: '100.00',
  });
});
