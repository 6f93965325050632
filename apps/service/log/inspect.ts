import type { Pool } from 'pg';
import { Frontier } from '#libs/transparency/frontier.js';
import { hashLength, sameHash, type Hash } from '#libs/transparency/hashes.js';
import type { TileReader } from '#libs/transparency/stored-tree.js';
import { tileWidthMax } from '#libs/transparency/tiles.js';
import { leavesOf } from './leaves.js';
import { LogAltered } from './log-altered.js';
import { checkpointsAbove, type StoredCheckpoint } from './stored-checkpoints.js';
import type { Store } from './tree-keeper.js';

const checkpointsPerPage = 1_000;

/**
 * Hashes the log anew, from its first event to a size that its tree has had, in bounded memory. Throws
 * LogAltered where it does not lead to a checkpoint that was signed, and names the event where that
 * is still known. Returns the first event that the stored tiles say something else of, if there is one.
 */
export async function inspectLog(
  store: Store,
  pool: Pool,
  tiles: TileReader,
  size: number,
): Promise<number | undefined> {
  const { number: head } = await store.head();
  const tree = new Frontier();
  const due = checkpointsUpTo(pool, size);
  let next = (await due.next()).value;
  let altered: number | undefined;
  let tile = new Uint8Array();
  for await (const leaves of leavesOf(store, 0, Math.min(size, head)))
    for (const leaf of leaves) {
      const place = tree.size % tileWidthMax;
      if (place === 0) tile = await tileAt(tiles, tree.size, size);
      tree.append(leaf);
      if (altered === undefined && !isAt(tile, place, leaf)) altered = tree.size;
      if (next?.size !== tree.size) continue;
      requireRoot(tree, next, altered);
      next = (await due.next()).value;
    }
  if (next)
    throw new LogAltered(
      `The log was rolled back: it has ${tree.size} events, and ${next.size} were signed.`,
    );
  return altered;
}

/** Others sign while this one reads: what lies above is none of its business. */
async function* checkpointsUpTo(
  pool: Pool,
  size: number,
): AsyncGenerator<StoredCheckpoint, undefined> {
  let after = 0;
  for (;;) {
    const page = await checkpointsAbove(pool, after, checkpointsPerPage);
    yield* page.filter((checkpoint) => checkpoint.size <= size);
    const last = page.at(-1);
    if (last === undefined || last.size > size) return undefined;
    after = last.size;
  }
}

function requireRoot(
  tree: Frontier,
  { size, root }: StoredCheckpoint,
  altered: number | undefined,
): void {
  if (sameHash(tree.root(), root)) return;
  throw new LogAltered(
    altered === undefined
      ? `What the log holds of its first ${size} events is not what was signed.`
      : `Event ${altered} of the log is not what it was when the first ${size} events were signed.`,
  );
}

/** Stored hashes of level 0 from a leaf on; empty where they are gone. */
async function tileAt(
  tiles: TileReader,
  first: number,
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const width = Math.min(size - first, tileWidthMax);
    return new Uint8Array(await tiles(0, first / tileWidthMax, width));
  } catch (error) {
    if (error instanceof LogAltered) return new Uint8Array();
    throw error;
  }
}

const isAt = (tile: Uint8Array, place: number, leaf: Hash): boolean =>
  sameHash(tile.subarray(place * hashLength, (place + 1) * hashLength), leaf);
