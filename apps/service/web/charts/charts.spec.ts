import { calendarPicture } from './calendar.js';
import { cashAheadPicture } from './cash-ahead.js';
import { areasBesidePicture } from './areas-beside.js';
import { fundersToProvidersPicture } from './flows.js';
import { lengthsPicture } from './lengths.js';
import { matrixPicture } from './matrix.js';
import { squarified } from './squarified.js';
import { treemapPicture } from './treemap.js';

const pictures = {
  matrix: matrixPicture({
    title: 'Need by area',
    needs: ['Rough sleeping', 'Health & care', 'Not known'],
    notKnown: 'Not known',
    areas: ['Northmoor', 'Eastvale'],
    met: [
      { need: 'Rough sleeping', area: 'Northmoor', funders: 2, pence: 12_000_050n },
      { need: 'Health & care', area: 'Northmoor', funders: 1, pence: 500_000n },
      { need: 'Health & care', area: 'Eastvale', funders: null, pence: 700_000n },
    ],
  }),
  treemap: treemapPicture('types', 'Money by type of provider', [
    { label: 'Company', pence: 25_000_000n },
    { label: 'Local voluntary body', pence: 70_000_000n },
    { label: 'Type not known', pence: 5_000_000n, apart: true },
    { label: 'Council', pence: -1n },
  ]),
  lengths: lengthsPicture(
    'Awards by length',
    [
      { label: '24 to 35 months', pence: 60_000_000n, awards: 1 },
      { label: '36 months and longer', pence: 297_000_000n, awards: 2 },
    ],
    { pence: 4_100_000n, awards: 14 },
  ),
  flows: fundersToProvidersPicture('Funders to types of provider', [
    { funder: 'Northmoor Council', providerType: 'Company', pence: 60_000_000n },
    { funder: 'Northmoor Council', providerType: 'Council', pence: 1_000n },
    { funder: 'Council', providerType: 'Council', pence: 1_500n },
  ]),
  calendar: calendarPicture(
    ['Payments to make', 'Decisions to take'],
    ['Overdue', 'Nov 2026'],
    [
      { kind: 'Payments to make', month: 'Nov 2026', count: 4, pence: 20_900_000n },
      { kind: 'Decisions to take', month: 'Overdue', count: 2, pence: null },
    ],
  ),
  cash: cashAheadPicture([
    { label: 'Nov 2026', low: -5_000n, held: 10_000n, high: 10_000n },
    { label: 'Dec 2026', low: -9_000n, held: 8_000n, high: 12_050n },
  ]),
  areas: areasBesidePicture('beside', 'Invested per head', { label: 'Northmoor', pence: 14_250n }, [
    { label: 'Moorland', pence: 9_800n },
    { label: 'Eastvale', pence: null },
  ]),
};

const titles = (svg: string): string[] =>
  [...svg.matchAll(/<g><title>([^<]*)<\/title>/g)].map(([, title]) => title ?? '');
const words = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, word]) => word ?? '');
const description = (svg: string): string => /<desc[^>]*>([^<]*)<\/desc>/.exec(svg)?.[1] ?? '';

/** Every element that opens closes, in order. */
function wellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, end, name, rest] of svg.matchAll(/<(\/?)([a-zA-Z]+)((?:"[^"]*"|[^">])*)>/g)) {
    if (end) {
      if (open.pop() !== name) return false;
    } else if (!rest?.endsWith('/')) open.push(name ?? '');
  }
  return open.length === 0 && !/&(?!amp;|lt;|gt;|quot;)/.test(svg);
}

it.each(Object.entries(pictures))(
  'draws %s well formed, without script or inline style, small, and says in text what it shows',
  (_, svg) => {
    expect(wellFormed(svg)).toBe(true);
    expect(svg).not.toMatch(/<script|style=|<style|\son\w+=|NaN|undefined/);
    expect(svg.length).toBeLessThan(25_000);
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="\S+-title \S+-desc"><title/);
    expect(description(svg)).toContain('£');
  },
);

it('shows need by area with its funders and money, and marks gaps', () => {
  expect(titles(pictures.matrix)).toEqual([
    'Rough sleeping, Northmoor: £120,000.50, 2 funders',
    'Rough sleeping, Eastvale: a gap',
    'Health &amp; care, Northmoor: £5,000.00, 1 funder',
    'Health &amp; care, Eastvale: £7,000.00, funders not known',
    'Not known, Northmoor: nothing',
    'Not known, Eastvale: nothing',
  ]);
  expect(words(pictures.matrix)).toEqual(
    expect.arrayContaining(['Northmoor', '£120k', '2 funders', 'Gap', '£7k', 'funders not known']),
  );
  // A gap is hatched, so that it is told without colour; a need that is not known is none.
  expect(pictures.matrix.match(/fill="url\(#matrix-none\)"/g)).toHaveLength(1);
});

it('shows the parts of a whole as areas in proportion, and says those that have none', () => {
  expect(titles(pictures.treemap)).toEqual([
    'Local voluntary body: £700,000.00, 70.0%.',
    'Company: £250,000.00, 25.0%.',
    'Type not known: £50,000.00, 5.0%.',
  ]);
  expect(words(pictures.treemap)).toEqual(expect.arrayContaining(['£700k, 70%', '£250k, 25%']));
  expect(description(pictures.treemap)).toContain('Council: \u2212£0.01.');
  expect(pictures.treemap.match(/fill="url\(#types-apart\)"/g)).toHaveLength(1);
});

it('divides a rectangle in proportion, inside its edges, and nearly square', () => {
  const sizes = [6, 6, 4, 3, 2, 2, 1];
  const tiles = squarified(
    sizes.map((size) => ({ of: size, size })),
    6,
    4,
  );
  for (const { of, x, y, width, height } of tiles) {
    expect(width * height).toBeCloseTo(of, 9);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(6 + 1e-9);
    expect(y + height).toBeLessThanOrEqual(4 + 1e-9);
  }
  // The example of the paper: two of 6 side by side up the left, 3 by 2 each.
  expect(tiles.slice(0, 2)).toEqual([
    { of: 6, x: 0, y: 0, width: 3, height: 2 },
    { of: 6, x: 0, y: 2, width: 3, height: 2 },
  ]);
});

it('shows awards by length, those of unknown length apart', () => {
  expect(titles(pictures.lengths)).toEqual([
    '24 to 35 months: £600,000.00, 1 award.',
    '36 months and longer: £2,970,000.00, 2 awards.',
    'Length not known: £41,000.00, 14 awards.',
  ]);
  expect(words(pictures.lengths)).toEqual(
    expect.arrayContaining(['£600k', '1 award', '£2.97m', '2 awards', 'Length not known', '£41k']),
  );
  expect(pictures.lengths.match(/fill="url\(#lengths-p\d\)"/g)).toHaveLength(1);
});

it('shows funders and types of provider, also where one has the name of the other', () => {
  expect(titles(pictures.flows).slice(0, 3)).toEqual([
    'Northmoor Council to Company: £600,000.00',
    'Northmoor Council to Council: £10.00',
    'Council to Council: £15.00',
  ]);
  expect(titles(pictures.flows).slice(3)).toEqual([
    'Northmoor Council: £600,010.00',
    'Company: £600,000.00',
    'Council: £25.00',
    'Council: £15.00',
  ]);
});

it('shows one area above others, and says what is not known instead of drawing it', () => {
  expect(titles(pictures.areas)).toEqual([
    'Northmoor: £142.50.',
    'Moorland: £98.00.',
    'Eastvale: not known.',
  ]);
  expect(words(pictures.areas)).toEqual(expect.arrayContaining(['£143', '£98', 'not known']));
});

it('shows what falls due by kind and month, without marking an empty month as a gap', () => {
  expect(titles(pictures.calendar)).toEqual([
    'Overdue, payments to make: none',
    'Nov 2026, payments to make: 4, £209,000.00',
    'Overdue, decisions to take: 2',
    'Nov 2026, decisions to take: none',
  ]);
  expect(pictures.calendar).not.toContain('url(#');
});

it('shows cash ahead within its band', () => {
  expect(description(pictures.cash)).toBe(
    'End of Nov 2026: £100.00, between \u2212£50.00 and £100.00. End of Dec 2026: £80.00, between \u2212£90.00 and £120.50.',
  );
  expect(titles(pictures.cash)).toHaveLength(2);
  expect(words(pictures.cash)).toEqual(
    expect.arrayContaining(['£100', '£80', 'Forecast', 'If all budgets are spent too']),
  );
});
