import fc from 'fast-check';
import { keyLength, nonceLength, seal, subjectOf, unseal } from './sealed-text.js';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const key = Buffer.alloc(keyLength, 7);
const nonce = Buffer.alloc(nonceLength, 1);

it('gives back what was sealed, and tells for whom it was', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('hl-417', 'a:b.c_d-9'),
      bytes(keyLength),
      bytes(nonceLength),
      (text, subject, itsKey, itsNonce) => {
        const sealed = seal(text, subject, itsKey, itsNonce);
        expect(subjectOf(sealed)).toBe(subject);
        expect(unseal(sealed, itsKey)).toBe(Buffer.from(text).toString());
      },
    ),
  );
});

it('opens for no other key, and not where a character was changed', () => {
  const sealed = seal('Moved to her sister', 'hl-417', key, nonce);
  expect(unseal(sealed, Buffer.alloc(keyLength, 8))).toBeUndefined();
  expect(unseal(sealed.replace('hl-417', 'hl-418'), key)).toBeUndefined();
  for (let place = 'sealed:1:hl-417:'.length; place < sealed.length - 1; place += 1) {
    const other = sealed[place] === 'A' ? 'B' : 'A';
    const changed = sealed.slice(0, place) + other + sealed.slice(place + 1);
    expect(unseal(changed, key)).toBeUndefined();
  }
});

it('takes nothing else for sealed', () => {
  for (const text of ['', 'Sealed by hand', 'sealed:1:', 'sealed:2:hl-417:AAAA', 'sealed:1:hl 4:A'])
    expect(subjectOf(text)).toBeUndefined();
  expect(unseal('sealed:1:hl-417:AAAA', key)).toBeUndefined();
});
