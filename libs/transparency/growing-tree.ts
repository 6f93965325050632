import { Frontier } from './frontier.js';
import type { Hash } from './hashes.js';
import { partialTiles, tileHeight, tileWidthMax, type TileName } from './tiles.js';

/** A tile and its hashes, one after another: the very bytes that are stored and served. */
export interface Tile extends TileName {
  readonly hashes: Uint8Array;
}

const none: readonly Tile[] = [];

/** A tree that grows leaf by leaf and gives out its tiles as they fill. */
export class GrowingTree {
  /** `edge` holds the hashes of the partial tile of each level that the frontier's size has. */
  constructor(
    private readonly frontier = new Frontier(),
    private readonly edge: Hash[][] = [],
  ) {}

  get size(): number {
    return this.frontier.size;
  }

  root(): Hash {
    return this.frontier.root();
  }

  /** Returns the tiles that this leaf made full, mostly none; the lowest level first. */
  append(leafHash: Hash): readonly Tile[] {
    let full = none;
    this.frontier.append(leafHash, (height, index, hash) => {
      if (height % tileHeight !== 0) return;
      const level = height / tileHeight;
      const hashes = (this.edge[level] ??= []);
      hashes.push(hash);
      if (hashes.length < tileWidthMax) return;
      full = [...full, tile(level, Math.floor(index / tileWidthMax), hashes)];
      this.edge[level] = [];
    });
    return full;
  }

  /** The partial tiles of the present size: what a checkpoint of it needs beside the full ones. */
  partialTiles(): readonly Tile[] {
    return [...partialTiles(this.size)].map(({ level, index }) =>
      tile(level, index, this.edge[level] ?? []),
    );
  }
}

function tile(level: number, index: number, hashes: readonly Hash[]): Tile {
  return { level, index, width: hashes.length, hashes: Buffer.concat(hashes) };
}
