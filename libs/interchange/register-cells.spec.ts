import { statedAmount } from './register-cells.js';

const penceOf = (cell: string, of?: 'year' | 'all'): bigint | null | string => {
  const read = statedAmount(cell, of);
  return read.ok ? (read.value?.pence ?? null) : 'unreadable';
};

it.each<[string, bigint | null | string]>([
  ['£1,234.56', 123_456n],
  ['£0.2m', 20_000_000n],
  ['£1.25 million', 125_000_000n],
  ['50k', 5_000_000n],
  ['£12.5k', 1_250_000n],
  ['TBC', null],
  ['£1m to £2m', 'unreadable'],
  ['£1,000 p.a.', 'unreadable'],
  ['Up to £10,000', 'unreadable'],
])('reads a total written as "%s"', (cell, pence) => expect(penceOf(cell)).toBe(pence));

it.each<[string, bigint]>([
  ['£1,234.56 p.a.', 123_456n],
  ['1,000 per annum', 100_000n],
  ['£120,000 per year', 12_000_000n],
  ['£50k pa', 5_000_000n],
])('reads an amount a year written as "%s"', (cell, pence) =>
  expect(penceOf(cell, 'year')).toBe(pence),
);

it('keeps what was written beside what was read', () => {
  expect(statedAmount('£0.2m')).toEqual({
    ok: true,
    value: { pence: 20_000_000n, written: '£0.2m' },
  });
});
