import type { ClientBase, Pool } from 'pg';
import type { EventStore } from '#libs/event-store/port.js';
import { GrowingTree, type Tile } from '#libs/transparency/growing-tree.js';
import { hashLength, sameHash, type Hash } from '#libs/transparency/hashes.js';
import { resumed, storedRoot, type TileReader } from '#libs/transparency/stored-tree.js';
import { tileWidthMax } from '#libs/transparency/tiles.js';
import { leavesOf } from './leaves.js';
import { LogAltered } from './log-altered.js';
import { clearTiles, storedSize, storedTiles, storeTiles } from './stored-tiles.js';
import { Succession } from './succession.js';
import { underLock } from './under-lock.js';

/** One process at a time adds to the tree; chosen at random. */
const growthLock = 1_914_350_287;
/** Events to a transaction: 256 full tiles, so that a long log grows by bulk writes. */
const eventsPerStepMax = 65_536;

export type Store = Pick<EventStore, 'readBytes' | 'readStream' | 'head'>;

/** A tree with what is known of the streams below it. */
interface Growing {
  readonly tree: GrowingTree;
  readonly succession: Succession;
}

/**
 * Grows the tree over the log, tile by tile, into the database. Any process may add to it, one at a
 * time and each from where the one before came, whichever that was; a step that is cut short has
 * not happened.
 */
export class TreeKeeper {
  readonly tiles: TileReader;
  private kept: Growing | undefined;
  private growing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly pool: Pool,
    /** The log's own stream: the only one of its kind. */
    private readonly own: string,
  ) {
    this.tiles = storedTiles(pool);
  }

  /** How many events the tree covers. */
  size(): Promise<number> {
    return storedSize(this.pool);
  }

  /** Resolves once the tree covers so many events. Throws a RangeError beyond the end of the log. */
  async grownTo(size: number): Promise<void> {
    if ((await this.size()) >= size) return;
    const { number: head } = await this.store.head();
    if (size > head) throw new RangeError(`The log ends with event ${head}, before ${size}.`);
    // To the head, not only as far as asked: who waits meanwhile is served too.
    while ((await this.size()) < size) await this.step(head);
  }

  async rootAt(size: number): Promise<Hash> {
    await this.grownTo(size);
    return storedRoot(this.tiles, size);
  }

  /**
   * Makes the tree again from the log, where tiles are found wrong and the log right. In one
   * transaction, so that nobody sees a tree that is smaller than what was signed.
   */
  async rebuild(): Promise<void> {
    this.kept = await this.alone(async (client) => {
      this.kept = undefined;
      const size = await storedSize(client);
      await clearTiles(client);
      const growing = this.from(new GrowingTree());
      while (growing.tree.size < size) await this.grow(client, growing, size);
      return growing;
    });
  }

  private async step(head: number): Promise<void> {
    // Kept once it is stored: a tree that went further than that is of no use.
    this.kept = await this.alone(async (client) => {
      const size = await storedSize(client);
      const known = this.kept;
      this.kept = undefined;
      const growing =
        known?.tree.size === size ? known : this.from(await this.resume(client, size));
      await this.grow(client, growing, head);
      return growing;
    });
  }

  private from(tree: GrowingTree): Growing {
    return { tree, succession: new Succession(this.store, this.own, tree.size === 0) };
  }

  private async grow(
    client: ClientBase,
    { tree, succession }: Growing,
    head: number,
  ): Promise<void> {
    const upTo = Math.min(head, tree.size + eventsPerStepMax);
    if (upTo <= tree.size) return;
    const tiles: Tile[] = [];
    const follow = succession.follow.bind(succession);
    for await (const leaves of leavesOf(this.store, tree.size, upTo, follow))
      for (const leaf of leaves) tiles.push(...tree.append(leaf));
    await storeTiles(client, [...tiles, ...tree.partialTiles()], upTo);
  }

  /** One after the other in this process, and among all of them. */
  private alone<Result>(work: (client: ClientBase) => Promise<Result>): Promise<Result> {
    const turn = this.growing.then(() => underLock(this.pool, growthLock, work));
    this.growing = turn.catch(() => undefined);
    return turn;
  }

  /** The stored tree, once its last tile agrees with the log: nothing is built on a cache unseen. */
  private async resume(client: ClientBase, size: number): Promise<GrowingTree> {
    const tiles = storedTiles(client);
    await requireTile(this.store, tiles, Math.floor(Math.max(size - 1, 0) / tileWidthMax), size);
    return resumed(tiles, size);
  }
}

/** Throws LogAltered unless the events of a tile of level 0 are those that were hashed into it. */
export async function requireTile(
  store: Store,
  tiles: TileReader,
  index: number,
  size: number,
): Promise<void> {
  const after = index * tileWidthMax;
  const upTo = Math.min(after + tileWidthMax, size);
  if (upTo <= after) return;
  const { number: head } = await store.head();
  if (head < upTo)
    throw new LogAltered(
      `The log was rolled back: it ends with event ${head}, and had ${size} when its tree was made.`,
    );
  const hashes = await tiles(0, index, upTo - after);
  let place = 0;
  for await (const leaves of leavesOf(store, after, upTo))
    for (const leaf of leaves) {
      const stored = hashes.subarray(place * hashLength, (place + 1) * hashLength);
      place += 1;
      if (!sameHash(leaf, stored))
        throw new LogAltered(
          `Event ${after + place} is not what it was when it was hashed into the tree of the log.`,
        );
    }
}
