import fc from 'fast-check';
import {
  parseTilePath,
  partialTiles,
  tilePath,
  tilesCompleted,
  tilesOf,
  tileWidth,
  type TileName,
} from './tiles.js';

const count = (tiles: Iterable<TileName>): number => [...tiles].length;

it('gives a tree of 70,000 leaves the tiles of the standard’s example', () => {
  const tiles = [...tilesOf(70_000)];
  const full = (level: number): number =>
    tiles.filter((tile) => tile.level === level && tile.width === 256).length;
  expect([full(0), full(1), full(2)]).toEqual([273, 1, 0]);
  expect([...partialTiles(70_000)]).toEqual([
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ]);
});

it('gives a tree of 256 leaves a full tile and a partial one above it', () =>
  expect([...tilesOf(256)]).toEqual([
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ]));

it('gives the empty tree none', () => expect([...tilesOf(0)]).toEqual([]));

it('writes paths as the standard does', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
  expect(tilePath({ level: 1, index: 0, width: 17 })).toBe('tile/1/000.p/17');
  expect(tilePath({ level: 'entries', index: 1000, width: 1 })).toBe('tile/entries/x001/000.p/1');
});

const names = fc.record({
  level: fc.oneof(fc.nat(63), fc.constantFrom('entries' as const, 'long-entries' as const)),
  index: fc.oneof(fc.nat(3000), fc.maxSafeNat()),
  width: fc.integer({ min: 1, max: 256 }),
});

it('reads the paths that it writes', () =>
  fc.assert(fc.property(names, (name) => expect(parseTilePath(tilePath(name))).toEqual(name))));

it.each([
  ...['', 'tile', 'tile/0', 'tile/0/0', 'tile/0/00', 'tile/0/0000', 'tile/00/000', 'tile/64/000'],
  ...['tile/-1/000', 'tile/0/001/234', 'tile/0/x001', 'tile/0/x000/001', 'tile/0/X001/234'],
  ...['tile/0/000.p/0', 'tile/0/000.p/01', 'tile/0/000.p/256', 'tile/0/000.p/', 'tile/0/000.p'],
  ...['/tile/0/000', 'tile/0/000/', 'tile/0/000\n', 'tile/data/000', 'tile/0/٠٠٠'],
  'tile/0/x999/x999/x999/x999/x999/x999/999',
])('reads no tile from the path "%s"', (path) => expect(parseTilePath(path)).toBeUndefined());

it('names as full between two sizes what the later tree has full and the earlier has not', () =>
  fc.assert(
    fc.property(fc.nat(300_000), fc.nat(3_000), (earlier, more) => {
      const fullOf = (size: number): string[] =>
        [...tilesOf(size)].filter(({ width }) => width === 256).map(tilePath);
      const before = new Set(fullOf(earlier));
      expect([...tilesCompleted(earlier, earlier + more)].map(tilePath)).toEqual(
        fullOf(earlier + more).filter((path) => !before.has(path)),
      );
    }),
    { numRuns: 30 },
  ));

it('knows how wide each tile is in a tree, and that others are not there', () =>
  fc.assert(
    fc.property(fc.nat(200_000), (size) => {
      for (const { level, index, width } of tilesOf(size)) {
        expect(tileWidth(level, index, size)).toBe(width);
      }
      const beyond = Math.floor(size / 256) + 1;
      expect(tileWidth(0, beyond, size)).toBe(0);
      expect(tileWidth(3, 0, size)).toBe(0);
    }),
    { numRuns: 20 },
  ));

it('lists the tiles of a long log without holding them', () => {
  // 10,000,000 leaves: 39,062 full tiles, 152 above them, then the partial ones.
  expect(count(tilesOf(10_000_000))).toBe(39_062 + 152 + 3);
  expect(tileWidth(6, 0, Number.MAX_SAFE_INTEGER)).toBe(31);
});
