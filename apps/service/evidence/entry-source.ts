import type { EntrySource } from '#libs/evidence/entries.js';
import type { EventStore } from '#libs/event-store/port.js';
import { coverHashes, type TileReader } from '#libs/transparency/stored-tree.js';

/** Each takes 8 KiB. */
const tilesMax = 1_000;

/** The log and its tree of a size, for packs. Neighbouring gaps need the same tiles. */
export function entrySource(store: EventStore, tiles: TileReader, size: number): EntrySource {
  const known = new Map<string, Promise<Uint8Array>>();
  const remembered: TileReader = (level, index, width) => {
    const name = `${level}/${index}`;
    const found = known.get(name) ?? Promise.resolve(tiles(level, index, width));
    if (known.size >= tilesMax) known.clear();
    known.set(name, found);
    return found;
  };
  return {
    read: (after, upTo) => store.readBytes(after, upTo),
    cover: (run) => coverHashes(remembered, run, size),
  };
}
