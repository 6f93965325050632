import fc from 'fast-check';
import type { Json } from '#contracts/envelope.js';
import { canonicalText, isCanonical } from './canonical.js';

/** Within other bytes, as it stands in a pack. */
function check(text: string): boolean {
  const bytes = Buffer.from(`{"${text}"}`);
  return isCanonical({ text, bytes, from: 2, to: bytes.length - 2 }, JSON.parse(text) as Json);
}

it('knows the canonical text of whatever JSON can hold', () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(check(canonicalText(value))).toBe(true);
    }),
    { numRuns: 1_000 },
  ));

it.each([
  '{"1":0,"10":0,"9":0,"a":{"b":[1,-1.5,1e+30,"é",true,null,{}]}}',
  '["\\n\\u000f\\"\\\\",""]',
  '{"":0,"a":{"b":1},"a b":[{"b":-12}],"a!":2,"ab":"[, ]","z":{"a":1},"é":1,"\ud83d\ude00":1,"\ue000":2}',
  '0',
  '""',
])('takes %s', (text) => expect(check(text)).toBe(true));

it.each([
  ...['{"b":1,"a":2}', '{"9":0,"10":0}', '{"a":1,"a":1}', '{"a": 1}', ' []', '[] ', '[1,\n2]'],
  ...['{"a":{"c":1},"a":2}', '[{"b":[],"a":1}]', '{"ab":1,"a":1}', '{"é":1,"z":1}', '{"a" :1}'],
  ...['{"\\ue000":1,"\\ud83d\\ude00":1}', '[1234567890123456789]', '[-0,1]', '[1E2]'],
  ...['[1.0]', '[1e2]', '[100E-2]', '[-0]', '[1e30]', '["\\u0061"]', '["\\/"]', '["\\ud800"]'],
])('refuses %s', (text) => expect(check(text)).toBe(false));

it('refuses whatever is changed in it without changing what it means', () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (value, some) => {
      const text = canonicalText(value);
      const spaced = JSON.stringify(value, undefined, 1);
      if (spaced !== text) expect(check(spaced)).toBe(false);
      const place = some % (text.length + 1);
      const padded = `${text.slice(0, place)} ${text.slice(place)}`;
      try {
        JSON.parse(padded);
      } catch {
        return;
      }
      if (canonicalText(JSON.parse(padded)) !== padded) expect(check(padded)).toBe(false);
    }),
    { numRuns: 1_000 },
  ));
