import fc from 'fast-check';
import { formatPence, parsePence } from './pence.js';

it('reads and writes amounts with two places', () => {
  expect(parsePence('1200000.00')).toBe(120_000_000n);
  expect(parsePence('-0.45')).toBe(-45n);
  expect(formatPence(-45n)).toBe('-0.45');
  expect(formatPence(0n)).toBe('0.00');
});

it.each([
  '1200000',
  '1,200,000.00',
  '12.5',
  '£1.00',
  '',
  '1e3',
  ' 1.00',
  '.00',
  '-.00',
  '--1.00',
  '1.0.0',
  '12345678901234567.00',
])('refuses %p, which is not how the ledger writes an amount', (text) =>
  expect(() => parsePence(text)).toThrow(RangeError),
);

it('reads back whatever it writes', () =>
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 18n) + 1n, 10n ** 18n - 1n), (pence) => {
      expect(parsePence(formatPence(pence))).toBe(pence);
    }),
  ));
