import type { Envelope, JsonObject } from '#contracts/envelope.js';
import { canonicalBytes, parseBytes } from './canonical.js';

const withData = (data: JsonObject): Envelope => ({
  version: 1,
  type: 'StepTaken',
  stream: 'fund-a',
  revision: 0,
  id: '0',
  stamp: '2026-04-01T09:00:00.000000Z',
  effective: '2026-04-01',
  actor: 'treasurer',
  organisation: 'GB-LAE-NOR',
  authority: 'delegation',
  reason: 'sample',
  key: 'test/1',
  requestHash: 'hash',
  data,
});

describe('canonical bytes', () => {
  it('order members by UTF-16 code unit and write numbers and texts as RFC 8785 does', () => {
    const data = { '\u20ac': 1e21, '\r': 0.000001, '1': -0, '\u00f6': '\u000f\n"\\\u007f', a: [] };
    const reordered = Object.fromEntries(Object.entries(withData(data)).reverse());
    const text = canonicalBytes(reordered as unknown as Envelope);
    expect(text).toBe(canonicalBytes(withData(data)));
    expect(text).toContain(
      String.raw`"data":{"\r":0.000001,"1":0,"a":[],"ö":"\u000f\n\"\\` + '\u007f","€":1e+21}',
    );
    expect(text.startsWith('{"actor":"treasurer","authority":"delegation","data":')).toBe(true);
    expect(text).not.toContain('\n');
  });

  it('come back as the event', () => {
    const event = withData({ text: 'line\nfeed \u2028 𝄞', list: [null, true, { deep: '' }] });
    expect(parseBytes(canonicalBytes(event))).toEqual(event);
  });

  it('refuse what has no canonical text', () => {
    expect(() => canonicalBytes(withData({ text: '\ud800' }))).toThrow('surrogate');
    expect(() => canonicalBytes(withData({ amount: Number.NaN }))).toThrow('NaN');
  });
});
