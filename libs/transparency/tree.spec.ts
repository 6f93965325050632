import fc from 'fast-check';
import { Frontier } from './frontier.js';
import { GrowingTree, type Tile } from './growing-tree.js';
import { leafHash, nodeHash, sha256, type Hash } from './hashes.js';
import { NotProven } from './not-proven.js';
import {
  consistencyProof,
  inclusionProof,
  resumed,
  storedRoot,
  type TileReader,
} from './stored-tree.js';
import { tilesOf } from './tiles.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

// The definitions of RFC 6962, 2.1, word for word and as slow as they are.
const split = (n: number): number => 2 ** [...Array(53).keys()].findLastIndex((k) => 2 ** k < n);
function mth(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}
function pathTo(m: number, leaves: readonly Hash[]): Hash[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...pathTo(m, left), mth(right)] : [...pathTo(m - k, right), mth(left)];
}
function subproof(m: number, leaves: readonly Hash[], b: boolean): Hash[] {
  if (m === leaves.length) return b ? [] : [mth(leaves)];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k
    ? [...subproof(m, left, b), mth(right)]
    : [...subproof(m - k, right, false), mth(left)];
}

/** Distinct leaves, as events are: each holds its stream and revision. */
const leaves: readonly Hash[] = Array.from({ length: 70_000 }, (_, n) =>
  leafHash(Buffer.from(`event ${n}`)),
);
const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');
const hexes = (hashes: readonly Hash[]): string[] => hashes.map(hex);

/** Tiles as a store keeps them: the newest of each level and index. */
class Stored {
  readonly tiles = new Map<string, Tile>();
  reads = 0;

  keep(tiles: readonly Tile[]): void {
    for (const tile of tiles) this.tiles.set(`${tile.level}/${tile.index}`, tile);
  }

  readonly read: TileReader = (level, index, width) => {
    this.reads += 1;
    const tile = this.tiles.get(`${level}/${index}`);
    if (tile === undefined || tile.width < width) throw new Error(`${level}/${index} is missing`);
    return tile.hashes;
  };
}

function stored(size: number): Stored {
  const store = new Stored();
  const tree = new GrowingTree();
  for (const leaf of leaves.slice(0, size)) store.keep(tree.append(leaf));
  store.keep(tree.partialTiles());
  return store;
}

const sizes = fc.oneof(fc.nat(40), fc.nat(700), fc.constantFrom(255, 256, 257, 511, 512, 513));

describe('the tree', () => {
  it('has the roots that the authors of Certificate Transparency published', () => {
    const published = [
      ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
      ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
      ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
      ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
      ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
      ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
      ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
      [
        '606162636465666768696a6b6c6d6e6f',
        '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
      ],
    ] as const;
    const frontier = new Frontier();
    expect(hex(frontier.root())).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    for (const [leaf, root] of published) {
      frontier.append(leafHash(Buffer.from(leaf, 'hex')));
      expect(hex(frontier.root())).toBe(root);
    }
  });

  it('has the root of the definition, from the frontier and from the tiles', () =>
    fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const expected = hex(mth(leaves.slice(0, size)));
        const frontier = new Frontier();
        for (const leaf of leaves.slice(0, size)) frontier.append(leaf);
        expect(frontier.size).toBe(size);
        expect(hex(frontier.root())).toBe(expected);
        expect(hex(await storedRoot(stored(size).read, size))).toBe(expected);
      }),
    ));

  it('does not go on from peaks that its size has not', () =>
    expect(() => new Frontier(5, leaves.slice(0, 1))).toThrow(RangeError));

  it('grows on from its stored tiles as if it had never stopped', () =>
    fc.assert(
      fc.asyncProperty(sizes, sizes, async (first, more) => {
        const store = stored(first);
        const tree = await resumed(store.read, first);
        for (const leaf of leaves.slice(first, first + more)) store.keep(tree.append(leaf));
        store.keep(tree.partialTiles());
        expect(tree.size).toBe(first + more);
        expect(store.tiles).toEqual(stored(first + more).tiles);
        expect(hex(tree.root())).toBe(hex(mth(leaves.slice(0, first + more))));
      }),
    ));
});

describe('tiles', () => {
  it('are those of the standard’s example of 70,000 leaves, each with the hashes it defines', () => {
    const { tiles } = stored(70_000);
    expect([...tiles.keys()].sort()).toEqual(
      [...tilesOf(70_000)].map(({ level, index }) => `${level}/${index}`).sort(),
    );
    for (const { level, index, width, hashes } of tiles.values()) {
      const span = 256 ** level;
      const defined = Array.from({ length: width }, (_, i) => {
        const start = (index * 256 + i) * span;
        return level === 2 ? undefined : mth(leaves.slice(start, start + span));
      });
      if (level < 2)
        expect(hex(hashes)).toBe(defined.map((hash) => hex(hash ?? sha256())).join(''));
    }
    expect(hex(tiles.get('2/0')?.hashes ?? sha256())).toBe(hex(mth(leaves.slice(0, 65_536))));
  });

  it('are read once for a proof, a few of each level', async () => {
    const store = stored(70_000);
    await inclusionProof(store.read, 300, 70_000);
    // Of levels 0 and 1 the leaf's own and the partial one.
    expect(store.reads).toBe(4);
  });

  it('that are cut short make no proof', () =>
    expect(inclusionProof(() => new Uint8Array(31), 0, 2)).rejects.toThrow('holds 31 bytes'));
});

const twoSizes = fc
  .tuple(fc.integer({ min: 1, max: 600 }), fc.nat())
  .map(([size, some]) => ({ size, part: some % size }));

describe('a proof of inclusion', () => {
  it('is the one of the definition, and is accepted', () =>
    fc.assert(
      fc.asyncProperty(twoSizes, async ({ size, part: index }) => {
        const all = leaves.slice(0, size);
        const proof = await inclusionProof(stored(size).read, index, size);
        expect(hexes(proof)).toEqual(hexes(pathTo(index, all)));
        verifyInclusion({ index, size, leaf: leafOf(index), root: mth(all) }, proof);
      }),
    ));

  it('is refused for any other index, leaf or root, and when it is changed anywhere', () =>
    fc.assert(
      fc.property(twoSizes, fc.nat(), fc.nat(), ({ size, part: index }, some, bit) => {
        const all = leaves.slice(0, size);
        const claim = { index, size, leaf: leafOf(index), root: mth(all) };
        const proof = pathTo(index, all);
        const other = some % size;
        const refused = [
          [{ ...claim, leaf: leafOf(size) }, proof],
          [{ ...claim, root: leafOf(size) }, proof],
          [{ ...claim, index: size }, proof],
          [{ ...claim, index: -1 }, proof],
          [{ ...claim, index: 0.5 }, proof],
          [{ ...claim, size: 0 }, proof],
          [{ ...claim, size: NaN }, proof],
          [{ ...claim, size: 2 ** 53 }, proof],
          ...(other === index ? [] : [[{ ...claim, index: other }, proof] as const]),
          ...forged(proof, bit).map((wrong) => [claim, wrong] as const),
        ] as const;
        for (const [wrong, hashes] of refused) {
          expect(() => verifyInclusion(wrong, hashes)).toThrow(NotProven);
        }
      }),
    ));

  it('says which of its hashes is no hash', () => {
    const claim = { index: 0, size: 2, leaf: leafOf(0), root: mth(leaves.slice(0, 2)) };
    expect(() => verifyInclusion(claim, [leafOf(1).subarray(1)])).toThrow(
      'Hash 1 of the proof has not 32 bytes.',
    );
  });

  it('is not made for a leaf that is not there', async () => {
    await expect(inclusionProof(stored(3).read, 3, 3)).rejects.toThrow(RangeError);
    await expect(inclusionProof(stored(3).read, -1, 3)).rejects.toThrow(RangeError);
    await expect(inclusionProof(stored(0).read, 0, 0)).rejects.toThrow(RangeError);
  });
});

describe('a proof of consistency', () => {
  it('is the one of the definition, and is accepted', () =>
    fc.assert(
      fc.asyncProperty(twoSizes, async ({ size, part }) => {
        const older = part + 1;
        const proof = await consistencyProof(stored(size).read, older, size);
        expect(hexes(proof)).toEqual(hexes(subproof(older, leaves.slice(0, size), true)));
        verifyConsistency(growth(older, size), proof);
      }),
    ));

  it('is refused for another past and when it is changed anywhere', () =>
    fc.assert(
      fc.property(twoSizes, fc.nat(), fc.nat(), ({ size, part }, some, bit) => {
        const older = part + 1;
        const all = leaves.slice(0, size);
        const claim = growth(older, size);
        const proof = subproof(older, all, true);
        const edited = all.with(some % older, leafOf(size));
        const refused = [
          [{ ...claim, newerRoot: mth(edited) }, subproof(older, edited, true)],
          [{ ...claim, olderRoot: mth(edited.slice(0, older)) }, proof],
          [{ ...claim, newerRoot: mth(edited) }, proof],
          [{ ...claim, olderSize: 0 }, proof],
          [{ ...claim, olderSize: size + 1 }, proof],
          [{ ...claim, newerSize: -1 }, proof],
          ...forged(proof, bit).map((wrong) => [claim, wrong] as const),
        ] as const;
        for (const [wrong, hashes] of refused) {
          expect(() => verifyConsistency(wrong, hashes)).toThrow(NotProven);
        }
      }),
    ));

  it('is not made from the empty tree or from a larger one', async () => {
    await expect(consistencyProof(stored(3).read, 0, 3)).rejects.toThrow(RangeError);
    await expect(consistencyProof(stored(3).read, 4, 3)).rejects.toThrow(RangeError);
  });
});

function leafOf(index: number): Hash {
  return leaves[index] ?? sha256();
}

function growth(olderSize: number, newerSize: number): Parameters<typeof verifyConsistency>[0] {
  const [olderRoot, newerRoot] = [olderSize, newerSize].map((size) => mth(leaves.slice(0, size)));
  if (olderRoot === undefined || newerRoot === undefined) throw new Error('no roots');
  return { olderSize, olderRoot, newerSize, newerRoot };
}

/** The proof with a bit flipped, a hash too few, too many, cut short or in another's place. */
function forged(proof: readonly Hash[], bit: number): readonly (readonly Hash[])[] {
  const extra = leafOf(69_999);
  const always = [
    [...proof, extra],
    [extra, ...proof],
  ];
  const place = bit % Math.max(proof.length, 1);
  const hash = proof[place];
  if (hash === undefined) return always;
  const flipped = Buffer.from(hash);
  flipped.writeUInt8(flipped.readUInt8(bit % 32) ^ (1 << (bit % 8)), bit % 32);
  return [
    ...always,
    proof.with(place, flipped),
    proof.with(place, hash.subarray(1)),
    proof.toSpliced(place, 1),
    proof.toSpliced(place, 0, extra),
    [],
    ...(proof.length > 1 ? [proof.toReversed()] : []),
  ];
}
