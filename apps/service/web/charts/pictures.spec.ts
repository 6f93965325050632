import { october } from '#test/support/figures.js';
import { figuresOf } from '../table.js';
import { pictures } from '../fund/pictures.js';

const drawn = pictures(october, '2026-27', figuresOf('northmoor', october.moment));

it('draws three pictures of a fund, each with its table', () => {
  expect(drawn.map(({ heading }) => heading)).toEqual([
    'Sources to uses, 2026-27',
    'Years ahead',
    'Cash by month',
  ]);
  for (const { table } of drawn) expect(table.rows.length).toBeGreaterThan(0);
});

it.each(drawn.map(({ heading, svg }) => [heading, svg ?? '']))(
  'says in text what %s shows, and needs no inline style or script',
  (_, svg) => {
    expect(svg).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]*£[^<]+<\/desc>/);
    expect(svg).not.toMatch(/style=|<style|<script|zr\d/);
  },
);

it('leads from sources through schemes and awards to types of provider', () => {
  const rows = drawn[0]?.table.rows.map((row) => row.map(({ text }) => text)) ?? [];
  const last = rows.filter(([, to]) => ['Companies', 'Voluntary sector'].includes(to ?? ''));
  expect(last.map(([, ...rest]) => rest)).toEqual([
    ['Voluntary sector', '£720,000.00'],
    ['Companies', '£300,000.00'],
    ['Voluntary sector', '£30,000.00'],
  ]);
});

it('draws nothing where there is nothing, and says what would help', () => {
  const none = pictures(october, '2040-41', figuresOf('northmoor', october.moment))[0];
  expect(none?.svg).toBeUndefined();
  expect(none?.table.empty).toContain('allocate some to a scheme');
});
