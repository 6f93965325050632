import { formatPence } from '#libs/money/pence.js';
import { northmoorAfter, opening } from '#test/support/figures.js';
import { everything, investedIn } from '#test/support/invested.js';
import { northmoor } from '#test/support/northmoor.js';
import type { InvestedLine } from '#projections/reading/reading.js';
import { investment } from './investment.js';
import { dependents, endings } from './fragility.js';

const story = investedIn(opening);
const more = (provider: string, pence: bigint): InvestedLine => {
  const [line] = story.lines;
  if (!line) throw new Error('the story promises something');
  return { ...line, fund: 'another', provider, award: 'other', pence };
};
const dependent = (lines: readonly InvestedLine[]) =>
  dependents(
    investment(
      { ...story, lines: [...story.lines, ...lines] },
      { ...everything, funds: ['northmoor'] },
    ),
  ).commitments.map(({ provider, fund, known, share, funds }) =>
    [provider, fund, formatPence(known), share, funds].join(' '),
  );

it('depends on a fund who has more than half of what is known of him of it, in other funds too', () => {
  // Of Two Rivers 600,000 here and 600,000 elsewhere: half is not most.
  expect(dependent([more('GB-COH-19990002', 60_000_000n)])).toEqual([
    'GB-COH-19990001 northmoor 2880000.00 100.00 1',
    'GB-CHC-1999902 northmoor 90000.00 100.00 1',
  ]);
  expect(dependent([more('GB-COH-19990002', 59_999_999n)])).toContain(
    'GB-COH-19990002 northmoor 1199999.99 50.00 2',
  );
});

it('shows by place what ends within 3, 6 and 12 months, with its providers and when', () => {
  const at = (day: string) =>
    endings(investment(investedIn(northmoorAfter(northmoor, day)), everything)).map(
      ({ area, within, awards, providers, pence, first }) => [
        ...[area, within, awards.join(), providers.join()],
        ...[formatPence(pence), first],
      ],
    );
  expect(at('2026-04-01')).toEqual([]);
  expect(at('2028-12-31')).toEqual([
    // To 31 March 2029, and to 30 June 2029.
    ['E06000999', 3, 'moorside', 'GB-CHC-1999902', '90000.00', '2029-03-31'],
    ['E06000999', 6, 'harbour-lights', 'GB-COH-19990001', '2880000.00', '2029-06-30'],
  ]);
});
