import { formatPence, parsePence } from '#libs/money/pence.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import type { InvestedLine } from '#projections/reading/reading.js';
import { costParts } from './cost-parts.js';

const line = (award: string, amount: string, more: Partial<InvestedLine> = {}): InvestedLine => ({
  ...{ measure: 'spending', fund: 'pool', year: '2026-27', nature: 'revenue', source: 'council' },
  ...{ scheme: 'advice', award, provider: 'body', area: 'place', day: '2026-04-01' },
  ...{ handedOn: null, pence: parsePence(amount), ...more },
});
const cost = (category: string, amount: string, year = '2026-27') => ({
  ...{ fund: 'pool', award: 'three', year, account: `memo:line:${category}` },
  pence: parsePence(amount),
});
const scheme = (category: string): ReadonlyMap<string, FactsAt> =>
  new Map([
    [
      'pool',
      new FactsAt([
        { entity: 'scheme', id: 'advice', fund: 'pool', attributes: { category } } as AnyFact,
      ]),
    ],
  ]);
const split = (lines: readonly InvestedLine[], costs = thirds, category = 'unknown') =>
  costParts(lines, { costs, ofFund: scheme(category) }).map((part) => [
    part.category,
    formatPence(part.pence),
    part.proRata,
  ]);
const thirds = [cost('core', '1.00'), cost('delivery', '1.00'), cost('workforce', '1.00')];

it('splits a line as the lines of its award lie', () =>
  expect(split([line('three', '100.00')])).toEqual([
    ['core', '33.34', true],
    ['delivery', '33.33', true],
    ['workforce', '33.33', true],
  ]));

it('brings back in the next line what it rounds off one, so that a whole year comes out exactly', () =>
  expect(split(['100.00', '100.00', '100.00'].map((amount) => line('three', amount)))).toEqual([
    ['core', '33.34', true],
    ['delivery', '33.33', true],
    ['workforce', '33.33', true],
    // Of 200.00: 66.67, 66.67 and 66.66.
    ['core', '33.33', true],
    ['delivery', '33.34', true],
    ['workforce', '33.33', true],
    // Of 300.00: 100.00 each.
    ['core', '33.33', true],
    ['delivery', '33.33', true],
    ['workforce', '33.34', true],
  ]));

it('takes the lines of all years in a year for which there are none', () =>
  expect(split([line('three', '9.00', { year: '2027-28' })])).toHaveLength(3));

it('goes by the category of the scheme where the award says nothing, if that is one', () => {
  expect(split([line('none', '5.00')], thirds, 'infrastructure')).toEqual([
    ['infrastructure', '5.00', false],
  ]);
  expect(split([line('none', '5.00')], thirds, 'navigation')).toEqual([['unknown', '5.00', false]]);
});
