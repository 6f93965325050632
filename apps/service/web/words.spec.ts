import { opening } from '#test/support/figures.js';
import {
  accountInWords,
  instantInWords,
  momentInWords,
  money,
  shortMoney,
  spelled,
  withThousands,
} from './words.js';

it('writes money with commas, to the penny, and below zero with a minus sign', () => {
  expect(money(120000000n)).toBe('£1,200,000.00');
  expect(money(-5n)).toBe('\u2212£0.05');
});

it('spells an identifier, and keeps the years that it names', () => {
  expect(['home-care', 'half-year-2026-27', 'round-2', 'unknown'].map(spelled)).toEqual([
    ...['Home care', 'Half year 2026-27', 'Round 2', 'Not known'],
  ]);
});

it('shortens money for pictures', () => {
  expect([238000000n, 8000000n, 99_950_000n, -50000000n, 4500n].map(shortMoney)).toEqual([
    '£2.38m',
    '£80k',
    '£1m',
    '\u2212£500k',
    '£45',
  ]);
});

it('says what moment a page holds for', () => {
  expect(instantInWords('2026-04-01T09:00:00.000000Z')).toBe('1 April 2026 at 09:00 UTC');
  expect(momentInWords({ ...opening.moment, effectiveOn: '2026-03-31' })).toContain(
    'with only what had taken effect by 31 March 2026',
  );
  expect(momentInWords({ ...opening.moment, recorded: null })).toBe(
    'Nothing has been recorded yet.',
  );
});

it('says accounts and indices as people do', () => {
  expect(accountInWords('budget:contributed-in-kind:confirmed')).toBe(
    'Budget: contributed in kind, confirmed',
  );
  expect(withThousands('6796.84')).toBe('6,796.84');
});
