import { bodiesOf, type Registered } from './bodies.js';

const registered = (id: string, more: Partial<Registered> = {}): Registered => ({
  id,
  identifiers: [id],
  succession: undefined,
  ...more,
});
const goneTo = (from: string, ...by: string[]): Partial<Registered> => ({
  succession: { by, from },
});

it('is one body under all its identifiers, whichever of them are registered apart', () => {
  const lights = registered('GB-COH-1', { identifiers: ['GB-COH-1', 'GB-CHC-2'] });
  for (const organisations of [
    [lights, registered('GB-CHC-2')],
    [registered('GB-CHC-2'), lights],
  ]) {
    const body = bodiesOf(organisations, '2026-04-01');
    expect(body('GB-COH-1')).toBe(body('GB-CHC-2'));
    expect(body('GB-COH-3')).toBe('GB-COH-3');
  }
});

it('follows identifiers through a chain of organisations', () => {
  const body = bodiesOf(
    [
      registered('a', { identifiers: ['a', 'b'] }),
      registered('c', { identifiers: ['c', 'd'] }),
      registered('e', { identifiers: ['b', 'd'] }),
    ],
    '2026-04-01',
  );
  expect(['a', 'b', 'c', 'd', 'e'].map(body)).toEqual(['a', 'a', 'a', 'a', 'a']);
});

it('is its one successor from the day on, and itself where it was divided', () => {
  const organisations = [
    registered('east', goneTo('2027-04-01', 'united')),
    registered('west', goneTo('2027-04-01', 'united-charity')),
    registered('united', { identifiers: ['united', 'united-charity'] }),
    registered('trust', goneTo('2027-04-01', 'north', 'south')),
  ];
  const on = (day: string) => ['east', 'west', 'trust'].map(bodiesOf(organisations, day));
  expect(on('2027-03-31')).toEqual(['east', 'west', 'trust']);
  expect(on('2027-04-01')).toEqual(['united', 'united', 'trust']);
});

it('ends where bodies succeed each other in a circle', () => {
  const body = bodiesOf(
    [registered('a', goneTo('2026-04-01', 'b')), registered('b', goneTo('2026-04-01', 'a'))],
    '2026-05-01',
  );
  expect(body('a')).toBe('a');
});
