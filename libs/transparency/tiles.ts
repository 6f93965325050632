/**
 * Which tiles a tree has and what they are called: C2SP tlog-tiles. A tile holds up to 256 hashes
 * of one height: those of level 0 are leaf hashes, those of each level above are roots of full tiles
 * of the level below.
 */
export const tileWidthMax = 256;
export const tileHeight = 8;

/** Bundles of entries stand beside the tiles of level 0, with the same indexes and widths. */
export type BundleKind = 'entries' | 'long-entries';

export interface TileName<Level extends number | BundleKind = number> {
  readonly level: Level;
  /** From 0, within the level. */
  readonly index: number;
  /** How many hashes: 1 to 256; less than 256 makes the tile partial. */
  readonly width: number;
}

/** How many hashes the tile has in the tree of a size: 0 where the tree does not reach it. */
export function tileWidth(level: number, index: number, size: number): number {
  const nodes = Math.floor(size / tileWidthMax ** level);
  return Math.min(Math.max(nodes - index * tileWidthMax, 0), tileWidthMax);
}

/** All tiles of the tree of a size: the full ones, then the partial ones. */
export function* tilesOf(size: number): Generator<TileName> {
  yield* tilesCompleted(0, size);
  yield* partialTiles(size);
}

/** The tiles that are full at the later size and were not at the earlier one, level by level. */
export function* tilesCompleted(earlier: number, later: number): Generator<TileName> {
  for (let level = 0; tileWidthMax ** (level + 1) <= later; level += 1) {
    const span = tileWidthMax ** (level + 1);
    for (let index = Math.floor(earlier / span); index < Math.floor(later / span); index += 1) {
      yield { level, index, width: tileWidthMax };
    }
  }
}

/** The partial tiles at the right edge of the tree of a size, at most one of each level. */
export function* partialTiles(size: number): Generator<TileName> {
  for (let level = 0; tileWidthMax ** level <= size; level += 1) {
    const nodes = Math.floor(size / tileWidthMax ** level);
    const width = nodes % tileWidthMax;
    if (width > 0) yield { level, index: Math.floor(nodes / tileWidthMax), width };
  }
}

/** Path below the log's prefix, such as `tile/0/x001/x234/067.p/112`. */
export function tilePath({ level, index, width }: TileName<number | BundleKind>): string {
  const digits = index.toString();
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const number = padded.replace(/\d{3}(?=\d)/g, 'x$&/');
  return `tile/${level}/${number}${width === tileWidthMax ? '' : `.p/${width}`}`;
}

const pathShape =
  /^tile\/(0|[1-9]\d?|entries|long-entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;
const levelMax = 63;

/** The tile or bundle that a path names; undefined for any path that `tilePath` would not write. */
export function parseTilePath(path: string): TileName<number | BundleKind> | undefined {
  const [, tree, number, partial] = pathShape.exec(path) ?? [];
  if (tree === undefined || number === undefined) return undefined;
  const name: TileName<number | BundleKind> = {
    level: tree === 'entries' || tree === 'long-entries' ? tree : Number(tree),
    index: Number(number.replace(/[x/]/g, '')),
    width: partial === undefined ? tileWidthMax : Number(partial),
  };
  if (Number(name.level) > levelMax || !Number.isSafeInteger(name.index)) return undefined;
  return tilePath(name) === path ? name : undefined;
}
