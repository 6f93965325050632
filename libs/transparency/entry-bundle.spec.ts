import fc from 'fast-check';
import { entryBundle, readEntryBundle } from './entry-bundle.js';
import { NotProven } from './not-proven.js';

const kinds = ['entries', 'long-entries'] as const;
const bundleOf = (...args: Parameters<typeof entryBundle>): Uint8Array => {
  const bundle = entryBundle(...args);
  if (bundle === undefined) throw new Error('no bundle');
  return bundle;
};

it('writes each entry as its length, two bytes and the most significant first, and its bytes', () =>
  expect(bundleOf('entries', [Buffer.from('ab'), Buffer.alloc(0), Buffer.alloc(258, 'c')])).toEqual(
    Buffer.concat([
      Buffer.of(0, 2),
      Buffer.from('ab'),
      Buffer.of(0, 0),
      Buffer.of(1, 2),
      Buffer.alloc(258, 'c'),
    ]),
  ));

it.each(kinds)('reads the %s that it writes, and no bundle that is changed in length', (kind) =>
  fc.assert(
    fc.property(fc.array(fc.uint8Array(), { maxLength: 9, minLength: 1 }), (entries) => {
      const bundle = bundleOf(kind, entries);
      expect(readEntryBundle(kind, bundle, entries.length).map((entry) => [...entry])).toEqual(
        entries.map((entry) => [...entry]),
      );
      const refused = [
        [bundle.subarray(0, -1), entries.length],
        [Buffer.concat([bundle, Buffer.of(0)]), entries.length],
        [bundle, entries.length + 1],
        [bundle, entries.length - 1],
      ] as const;
      for (const [bytes, width] of refused) {
        expect(() => readEntryBundle(kind, bytes, width)).toThrow(NotProven);
      }
    }),
  ),
);

it('takes an entry of 65,535 bytes, and a longer one only among long entries', () => {
  const [fits, long] = [Buffer.alloc(65_535), Buffer.alloc(65_536)];
  expect(bundleOf('entries', [fits])).toHaveLength(65_537);
  expect(entryBundle('entries', [fits, long])).toBeUndefined();
  const bundle = bundleOf('long-entries', [fits, long]);
  expect(readEntryBundle('long-entries', bundle, 2).map(({ length }) => length)).toEqual([
    65_535, 65_536,
  ]);
});
