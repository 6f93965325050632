import { drawnOnce } from './drawn-once.js';

/** A way of drawing that counts how often it drew. */
function counting(): { times: () => number; draw: (...figures: unknown[]) => string } {
  let drawn = 0;
  const draw = drawnOnce((...figures: unknown[]) => {
    drawn += 1;
    return `${String(figures[0])} of ${figures.length}`;
  });
  return { times: () => drawn, draw };
}

it('draws the same figures once, and others anew', () => {
  const { times, draw } = counting();
  const bars = (pence: bigint): unknown[] => ['bars', [{ label: 'Northmoor', pence }]];
  expect(draw(...bars(5n))).toBe('bars of 2');
  expect(draw(...bars(5n))).toBe('bars of 2');
  expect(times()).toBe(1);
  draw(...bars(6n));
  draw('bars', [{ label: 'Northmoor', pence: null }]);
  expect(times()).toBe(3);
});

it('keeps two ways of drawing the same figures apart', () => {
  const [lying, upright] = [drawnOnce(() => 'lying'), drawnOnce(() => 'upright')];
  expect([lying(), upright()]).toEqual(['lying', 'upright']);
});

it('forgets what was asked for longest ago', () => {
  const { times, draw } = counting();
  draw('first');
  for (let place = 0; place < 99; place += 1) draw(place);
  draw('first');
  expect(times()).toBe(100);
  draw('one more');
  draw('first');
  expect(times()).toBe(101);
  draw(0);
  expect(times()).toBe(102);
});

it('draws from nothing that it could not tell apart', () => {
  const { draw } = counting();
  expect(() => draw({ formatter: () => '' })).toThrow('"formatter" is no figure');
  expect(() => draw(new Map([['a', 1]]))).toThrow('is no figure');
});
