import fc from 'fast-check';
import { coverOf, Frontier, peaksOf } from './frontier.js';
import { leafHash, leafHashBehind, nodeHash, rootOf, type Hash } from './hashes.js';
import { NotProven } from './not-proven.js';

const leaves: readonly Hash[] = Array.from({ length: 300 }, (_, n) =>
  leafHash(Buffer.from(`event ${n}`)),
);
const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

function frontierOf(size: number): Frontier {
  const frontier = new Frontier();
  for (const leaf of leaves.slice(0, size)) frontier.append(leaf);
  return frontier;
}

/** A run of leaves by the hashes that stand in for it. */
function skip(frontier: Frontier, end: number): void {
  for (const { first, end: to, height } of coverOf({ first: frontier.size, end }))
    frontier.appendSubtree(height, rootOf(leaves.slice(first, to)));
}

const run = fc
  .tuple(fc.nat(300), fc.nat(300), fc.nat(300))
  .map((ends) => ends.sort((a, b) => a - b));

it('comes to the same root whatever is left out in between', () =>
  fc.assert(
    fc.property(run, ([first, end, size]) => {
      const frontier = frontierOf(first);
      skip(frontier, end);
      expect(hex(frontier.root())).toBe(hex(frontierOf(end).root()));
      for (const leaf of leaves.slice(end, size)) frontier.append(leaf);
      expect(frontier.size).toBe(size);
      expect(hex(frontier.root())).toBe(hex(frontierOf(size).root()));
    }),
  ));

it('covers a run by subtrees as large as each can be, without a gap between them', () =>
  fc.assert(
    fc.property(run, ([first, end]) => {
      const cover = coverOf({ first, end });
      expect([first, ...cover.map((part) => part.end)]).toEqual([
        ...cover.map((part) => part.first),
        end,
      ]);
      for (const part of cover) {
        expect(part.end - part.first).toBe(2 ** part.height);
        expect(part.first % 2 ** part.height).toBe(0);
      }
      expect(cover.length).toBeLessThanOrEqual(2 * 9);
    }),
  ));

it('covers a whole tree by its peaks', () =>
  expect(coverOf({ first: 0, end: 300 }).map(({ first, end }) => ({ first, end }))).toEqual(
    peaksOf(300),
  ));

it('takes no subtree that cannot stand where it would, of another height, or of other bytes', () => {
  const two = rootOf(leaves.slice(0, 2));
  const refused: readonly (readonly [number, number, Hash, RegExp])[] = [
    [1, 1, two, /of 2 leaves cannot stand behind 1 leaves/],
    [6, 2, two, /of 4 leaves cannot stand behind 6 leaves/],
    [4, -1, two, /No subtree has the height -1/],
    [4, 0.5, two, /No subtree has the height 0.5/],
    [0, 53, two, /No subtree has the height 53/],
    [0, Infinity, two, /No subtree has the height Infinity/],
    [2, 1, two.subarray(1), /has not 32 bytes/],
    [2, 1, Buffer.concat([two, two]), /has not 32 bytes/],
  ];
  for (const [size, height, hash, why] of refused) {
    const frontier = frontierOf(size);
    const before = hex(frontier.root());
    expect(() => frontier.appendSubtree(height, hash)).toThrow(NotProven);
    expect(() => frontier.appendSubtree(height, hash)).toThrow(why);
    expect([frontier.size, hex(frontier.root())]).toEqual([size, before]);
  }
});

it('comes to another root by a forged height, a forged hash, or a surplus subtree', () => {
  const root = hex(frontierOf(8).root());
  const [left, right] = [rootOf(leaves.slice(0, 4)), rootOf(leaves.slice(4, 8))];
  const rootBy = (...parts: readonly (readonly [number, Hash])[]): string => {
    const frontier = new Frontier();
    for (const [height, hash] of parts) frontier.appendSubtree(height, hash);
    return `${frontier.size} ${hex(frontier.root())}`;
  };
  expect(rootBy([2, left], [2, right])).toBe(`8 ${root}`);
  expect(rootBy([3, nodeHash(left, right)])).toBe(`8 ${root}`);
  for (const forged of [
    rootBy([2, right], [2, left]),
    rootBy([2, left], [2, left]),
    rootBy([1, left], [1, right]),
    rootBy([3, left], [3, right]),
    rootBy([2, left], [2, right], [0, right]),
  ])
    expect(forged).not.toBe(`8 ${root}`);
});

it('hashes a leaf where it stands in a buffer as one of its own', () => {
  const line = Buffer.from('\tevent 7');
  expect(hex(leafHashBehind(line))).toBe(hex(leafHash(Buffer.from('event 7'))));
});
