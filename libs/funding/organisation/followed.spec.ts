import { followed, type Succession } from './followed.js';

/** Two trusts merged in 2025; the merged trust was divided in 2027. */
const successions: Readonly<Record<string, Succession>> = {
  east: { by: ['united'], from: '2025-10-01' },
  west: { by: ['united'], from: '2025-10-01' },
  united: { by: ['north', 'coast'], from: '2027-04-01' },
};
const on = (organisation: string, day: string) =>
  followed(organisation, day, (one) => successions[one]);

it('is itself until the day on which others stand in its place', () => {
  expect(on('east', '2025-09-30')).toEqual(['east']);
  expect(on('east', '2025-10-01')).toEqual(['united']);
});

it('is one or several bodies, through as many successions as there were', () =>
  expect(on('west', '2027-04-01')).toEqual(['coast', 'north']));

it('is whoever was never succeeded', () =>
  expect(on('two-rivers', '2030-01-01')).toEqual(['two-rivers']));

it('ends where bodies succeed each other in a circle', () => {
  const circle: Readonly<Record<string, Succession>> = {
    a: { by: ['b'], from: '2026-04-01' },
    b: { by: ['a'], from: '2026-04-01' },
  };
  expect(followed('a', '2026-05-01', (one) => circle[one])).toEqual(['a']);
});
