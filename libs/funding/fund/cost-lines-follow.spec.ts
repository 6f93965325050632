import type { MoveLine } from '#contracts/events/fund/moves.js';
import { after, command, untold } from '#test/support/given.js';
import { funded, reserve } from '#test/support/small-fund.js';
import { costLinesFollow } from './cost-lines-follow.js';

/** An award of 11.00, of which 80 % is for delivery and 20 % for core costs. */
const { fund } = after(untold(), [
  ...funded,
  reserve('lights', '11.00'),
  command('confirm-commitment', {
    award: 'lights',
    costShares: [
      { category: 'delivery', share: 80 },
      { category: 'core', share: 20 },
    ],
  }),
]);
const line = (amount: string, more: Partial<MoveLine> = {}): MoveLine => ({
  ...{ leg: 0, scheme: 'navigators', source: 'council', certainty: 'confirmed', area: 'unknown' },
  ...{ year: '2026-27', nature: 'revenue', award: 'lights', provider: 'harbour-lights' },
  ...{ period: '2026-05', amount },
  ...more,
});
const follow = (out: readonly MoveLine[], into: readonly MoveLine[]) =>
  costLinesFollow(
    fund,
    out,
    into,
    { reallocation: 'move', effective: '2026-05-01' },
    {
      office: 'none',
    },
  ).map(({ data }) => 'costLines' in data && data.costLines.map((of) => Object.values(of)));

it('takes its part from each line when money leaves the award', () =>
  expect(follow([line('1.01')], [])).toEqual([
    [
      ['2026-27', 'delivery', '-0.81', '2026-05'],
      ['2026-27', 'core', '-0.20', '2026-05'],
    ],
  ]));

it('gives each line its part when money comes in, as other years have it where the year is new', () => {
  expect(follow([], [line('0.50'), line('0.50', { source: 'icb' })])).toEqual([
    [
      ['2026-27', 'delivery', '0.80', '2026-05'],
      ['2026-27', 'core', '0.20', '2026-05'],
    ],
  ]);
  expect(follow([line('1.00')], [line('1.00', { year: '2027-28' })])).toEqual([
    [
      ['2026-27', 'delivery', '-0.80', '2026-05'],
      ['2026-27', 'core', '-0.20', '2026-05'],
      ['2027-28', 'delivery', '0.80', '2027-04'],
      ['2027-28', 'core', '0.20', '2027-04'],
    ],
  ]);
});

it('changes nothing where the award’s year is worth the same after, or no award is touched', () => {
  expect(follow([line('1.00')], [line('1.00', { source: 'icb' })])).toEqual([]);
  expect(follow([line('1.00', { award: 'none' })], [])).toEqual([]);
});
