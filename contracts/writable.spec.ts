import { beginningOf, isWritable, levelsMax, unwritableIn } from './writable.js';

const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce((inner) => [inner], 'innermost');

it.each([
  ['a text', 'Café 🏛\n\t“quoted” \u202E', undefined],
  ['NUL', 'a\0', []],
  ['a first half without its second', 'a\ud83c', []],
  ['a second half without its first', '\udfdb', []],
  ['halves the wrong way round', '\udfdb\ud83c', []],
  ['a member', { lines: [{ name: 'a' }, { name: 'b\0' }] }, ['lines', 1, 'name']],
  ['the name of a member', { lines: { 'a\0': 1 } }, ['lines']],
  ['nothing', null, undefined],
  ['numbers', { of: [1, true, null, undefined] }, undefined],
])('finds in %s what cannot be recorded', (_, value, path) => {
  expect(unwritableIn(value)?.path).toEqual(path);
});

it('takes nesting up to a limit, and any beyond it without falling over', () => {
  expect(unwritableIn(nested(levelsMax))).toBeUndefined();
  expect(unwritableIn({ deep: nested(levelsMax) })).toMatchObject({ path: ['deep'] });
  expect(unwritableIn(nested(500_000))?.why).toContain('nested');
});

it('cuts a text without cutting a character in half', () => {
  expect(beginningOf('ab🏛c', 3)).toBe('ab');
  expect(beginningOf('ab🏛c', 4)).toBe('ab🏛');
  expect(isWritable(beginningOf('🏛'.repeat(9), 5))).toBe(true);
});
