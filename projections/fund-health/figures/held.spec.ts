import { formatPence } from '#libs/money/pence.js';
import { imported, october, opening } from '#test/support/figures.js';
import { held } from './held.js';

it('is only what has been received, less what was paid, month by month', () => {
  const { now, months, lowest } = held(october);
  expect(months.map(({ month, held: sum }) => [month, formatPence(sum.pence)])).toEqual([
    ['2026-04', '330000.00'],
    ['2026-05', '755000.00'],
    ['2026-06', '830000.00'],
    ['2026-07', '1067500.00'],
    ['2026-08', '1062500.00'],
    ['2026-09', '1057500.00'],
    ['2026-10', '1052500.00'],
  ]);
  expect(formatPence(now.pence)).toBe('1052500.00');
  expect(lowest?.month).toBe('2026-04');
});

it('is nothing before anything came in, whatever is due', () => {
  expect(held(opening)).toMatchObject({ now: { pence: 0n }, months: [], lowest: undefined });
});

it('may be negative: somebody else financed what was paid', () => {
  expect(formatPence(held(imported).now.pence)).toBe('-1500.00');
});
