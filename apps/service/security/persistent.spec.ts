import { Persistent } from './persistent.js';

it('finds who is refused again and again, and forgets them when they stop', () => {
  const clock = { now: 0 };
  const persistent = new Persistent(() => clock.now);
  const times = (client: string, refusals: number): boolean[] =>
    Array.from({ length: refusals }, () => persistent.refused(client));
  expect(times('quiet', 29)).not.toContain(true);
  expect(times('loud', 40).filter(Boolean)).toHaveLength(1);
  expect(persistent.number).toBe(1);
  clock.now = 16 * 60_000;
  expect(persistent.number).toBe(0);
  expect(times('quiet', 2)).toEqual([false, false]);
});

it('keeps room for new clients, however many there are', () => {
  const persistent = new Persistent(() => 0);
  for (let client = 0; client < 10_050; client += 1) persistent.refused(String(client));
  for (let time = 0; time < 30; time += 1) persistent.refused('last');
  expect(persistent.number).toBe(1);
});
