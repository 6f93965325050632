import { opening } from '#test/support/figures.js';
import { atRisk } from '#projections/fund-health/figures/at-risk.js';
import { position } from '#projections/fund-health/figures/position.js';
import { retraced } from '#projections/fund-health/figures/traced.js';
import { partsOf, postingsLink } from './links.js';

function queryOf(link: string): Record<string, string | string[]> {
  const { searchParams } = new URL(link, 'http://localhost');
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]),
  );
}

it('writes a figure as an address that reads back as the same sum', () => {
  const figures = [
    ...Object.values(position(opening.balances.where({ year: '2026-27' }), { year: '2026-27' })),
    ...atRisk(opening).map(({ amount }) => amount),
  ];
  for (const figure of figures) {
    const link = postingsLink('northmoor', opening.moment, 'A figure', figure);
    expect(retraced(opening.balances, partsOf(queryOf(link)))).toBe(figure.pence);
  }
});

it('carries the log number on', () => {
  const figure = { from: [{ asked: { year: '2026-27' }, sign: 1 as const }] };
  expect(postingsLink('northmoor', { ...opening.moment, number: 81 }, 'Due', figure)).toBe(
    '/funds/northmoor/postings?figure=Due&add=year(2026-27)&asKnownAt=81',
  );
});

it.each([[{}], [{ add: 'pence(1)' }], [{ add: 'year' }], [{ add: "year(2026'--)" }]])(
  'refuses %j, which no link says',
  (query) => {
    expect(() => partsOf(query)).toThrow('The request cannot be read');
  },
);
