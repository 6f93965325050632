import { coverOf, leftLeaves, peaksOf, Frontier, type Leaves } from './frontier.js';
import { emptyRoot, hashLength, nodeHash, rootOf, type Hash } from './hashes.js';
import { GrowingTree } from './growing-tree.js';
import { partialTiles, tileHeight, tileWidth, tileWidthMax } from './tiles.js';

/**
 * Gives the first `width` hashes of a tile, one after another, 32 bytes each; a wider tile will do,
 * because tiles only grow. A proof made from wrong hashes is not accepted by whoever verifies it.
 */
export type TileReader = (
  level: number,
  index: number,
  width: number,
) => Promise<Uint8Array> | Uint8Array;

/** Root of the tree of a size. */
export async function storedRoot(tiles: TileReader, size: number): Promise<Hash> {
  return size === 0 ? emptyRoot : hashOf(oneRead(tiles), { first: 0, end: size }, size);
}

/** The tree of a size, ready to grow. */
export async function resumed(tiles: TileReader, size: number): Promise<GrowingTree> {
  const read = oneRead(tiles);
  const peaks: Hash[] = [];
  for (const peak of peaksOf(size)) peaks.push(await hashOf(read, peak, size));
  const edge: Hash[][] = [];
  for (const { level, index, width } of partialTiles(size)) {
    edge[level] = hashesIn(await read(level, index, width), 0, width);
  }
  return new GrowingTree(new Frontier(size, peaks), edge);
}

/**
 * Proof that the leaf at an index, from 0, stands in the tree of a size (RFC 6962, 2.1.1). Throws a
 * RangeError where the tree has no such leaf.
 */
export async function inclusionProof(
  tiles: TileReader,
  index: number,
  size: number,
): Promise<readonly Hash[]> {
  if (!(index >= 0 && index < size)) {
    throw new RangeError(`A tree of ${size} leaves has no leaf ${index}.`);
  }
  return hashesOf(tiles, path(index, { first: 0, end: size }), size);
}

/**
 * Proof that the tree of the newer size begins with that of the older (RFC 6962, 2.1.2). Throws a
 * RangeError unless 0 < older ≤ newer.
 */
export async function consistencyProof(
  tiles: TileReader,
  olderSize: number,
  newerSize: number,
): Promise<readonly Hash[]> {
  if (!(olderSize > 0 && olderSize <= newerSize)) {
    throw new RangeError(`No proof leads from ${olderSize} leaves to ${newerSize}.`);
  }
  return hashesOf(tiles, subproof(olderSize, { first: 0, end: newerSize }, true), newerSize);
}

/**
 * Hashes of the complete subtrees that cover a run of leaves of the tree of a size: what stands in
 * for leaves that are not shown. Throws a RangeError where the tree has no such leaves.
 */
export async function coverHashes(
  tiles: TileReader,
  run: Leaves,
  size: number,
): Promise<readonly Hash[]> {
  if (!(run.first >= 0 && run.first <= run.end && run.end <= size)) {
    throw new RangeError(`A tree of ${size} leaves has no leaves ${run.first} to ${run.end}.`);
  }
  return hashesOf(tiles, coverOf(run), size);
}

/** PATH(m, D[n]) of RFC 6962, as the leaves below each hash of the proof. */
function path(index: number, { first, end }: Leaves): readonly Leaves[] {
  if (end - first === 1) return [];
  const middle = first + leftLeaves(end - first);
  return index < middle
    ? [...path(index, { first, end: middle }), { first: middle, end }]
    : [...path(index, { first: middle, end }), { first, end: middle }];
}

/** SUBPROOF(m, D[n], b) of RFC 6962, likewise; m counted from the first leaf of the whole tree. */
function subproof(older: number, { first, end }: Leaves, known: boolean): readonly Leaves[] {
  if (older === end) return known ? [] : [{ first, end }];
  const middle = first + leftLeaves(end - first);
  return older <= middle
    ? [...subproof(older, { first, end: middle }, known), { first: middle, end }]
    : [...subproof(older, { first: middle, end }, false), { first, end: middle }];
}

async function hashesOf(
  tiles: TileReader,
  parts: readonly Leaves[],
  size: number,
): Promise<readonly Hash[]> {
  const read = oneRead(tiles);
  const hashes: Hash[] = [];
  for (const part of parts) hashes.push(await hashOf(read, part, size));
  return hashes;
}

/** Hash over a run of leaves that is a subtree of the tree of a size. */
async function hashOf(tiles: TileReader, { first, end }: Leaves, size: number): Promise<Hash> {
  const height = heightOf(end - first);
  if (height === undefined) {
    const middle = first + leftLeaves(end - first);
    const left = await hashOf(tiles, { first, end: middle }, size);
    return nodeHash(left, await hashOf(tiles, { first: middle, end }, size));
  }
  const level = Math.floor(height / tileHeight);
  const start = first / tileWidthMax ** level;
  const index = Math.floor(start / tileWidthMax);
  const width = tileWidth(level, index, size);
  const hashes = await tiles(level, index, width);
  if (hashes.length < width * hashLength) {
    throw new Error(`Tile ${level}/${index} holds ${hashes.length} bytes of ${width} hashes.`);
  }
  return rootOf(hashesIn(hashes, start % tileWidthMax, 2 ** (height % tileHeight)));
}

/** The height of a complete subtree of so many leaves; undefined where none has as many. */
function heightOf(leaves: number): number | undefined {
  const height = Math.round(Math.log2(leaves));
  return 2 ** height === leaves ? height : undefined;
}

function hashesIn(tile: Uint8Array, first: number, count: number): Hash[] {
  return Array.from({ length: count }, (_, place) =>
    tile.subarray((first + place) * hashLength, (first + place + 1) * hashLength),
  );
}

/** Several hashes of a proof come from one tile: it is read once. */
function oneRead(tiles: TileReader): TileReader {
  const known = new Map<string, Promise<Uint8Array>>();
  return (level, index, width) => {
    const name = `${level}/${index}`;
    const found = known.get(name) ?? Promise.resolve(tiles(level, index, width));
    known.set(name, found);
    return found;
  };
}
