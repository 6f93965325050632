import { isStamp, microsecondsOf, stampAt, stampOf } from './instant.js';

describe('instants with microseconds', () => {
  it.each([
    '1969-12-31T23:59:59.999999Z',
    '1970-01-01T00:00:00.000000Z',
    '9999-12-31T23:59:59.000001Z',
  ])('%s comes back from its microseconds', (stamp) => {
    expect(stampAt(microsecondsOf(stamp))).toBe(stamp);
  });

  it('carries over', () => {
    const last = microsecondsOf('2026-12-31T23:59:59.999999Z');
    expect(stampAt(last + 1n)).toBe('2027-01-01T00:00:00.000000Z');
  });

  it('takes fewer decimals in a question, and none other than UTC', () => {
    expect(stampOf('2026-04-01T09:00:00Z')).toBe('2026-04-01T09:00:00.000000Z');
    expect(stampOf('2026-04-01T09:00:00.5Z')).toBe('2026-04-01T09:00:00.500000Z');
    expect(() => stampOf('2026-04-01T09:00:00+01:00')).toThrow('not an instant');
    expect(() => stampOf('2026-02-31T25:00:00Z')).toThrow('not an instant');
  });

  it('knows a stamp by its exact shape', () => {
    expect(isStamp('2026-04-01T09:00:00.000000Z')).toBe(true);
    expect(isStamp('2026-04-01T09:00:00.000Z')).toBe(false);
    expect(isStamp('2026-04-01T24:30:00.000000Z')).toBe(false);
  });
});
