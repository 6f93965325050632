import type { Pool } from 'pg';
import type { Checkpoint } from '#libs/transparency/checkpoint.js';
import { sameHash } from '#libs/transparency/hashes.js';
import { formatVerifierKey } from '#libs/transparency/keys.js';
import { signCheckpoint, type KeyTerm } from '#libs/transparency/signed-checkpoint.js';
import { storedRoot, type TileReader } from '#libs/transparency/stored-tree.js';
import { LogAltered } from './log-altered.js';
import { Remembered } from './remembered.js';
import { signersFor } from './signing.js';
import { newestCheckpoint, storeCheckpoint } from './stored-checkpoints.js';
import { storedSize, storedTiles } from './stored-tiles.js';
import { underLock } from './under-lock.js';

/** One process at a time signs; chosen at random. */
const signingLock = 1_652_077_418;

export interface Signed {
  readonly note: string;
  readonly size: number;
  /** The verifier keys that signed, where it was signed now: the older first. */
  readonly by: readonly string[];
}

/** Signs what the tree has come to, as long as it only appends to what was signed before. */
export class Checkpoints {
  private readonly remembered: Remembered;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly pool: Pool,
    private readonly keyFile: string,
    private readonly origin: string,
    private readonly terms: () => Promise<readonly KeyTerm[]>,
  ) {
    this.remembered = new Remembered(keyFile, origin);
  }

  /** A checkpoint of so many events or more. The tree must have grown so far. */
  covering(size: number): Promise<Signed> {
    // One at a time, so that those who wait hold no connections.
    const turn = this.turn.then(() => this.signed(size));
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async signed(size: number): Promise<Signed> {
    const terms = await this.terms();
    return underLock(this.pool, signingLock, async (client) => {
      const newest = await newestCheckpoint(client);
      if (newest && newest.size >= size) return { note: newest.note, size: newest.size, by: [] };
      const tiles = storedTiles(client);
      const grown = await storedSize(client);
      const remembered = this.remembered.read();
      for (const kept of [newest, remembered]) if (kept) await requireGrowth(tiles, kept, grown);
      const signers = signersFor(
        ...([this.keyFile, this.origin, terms] as const),
        ...([newest?.note, grown] as const),
      );
      const root = await storedRoot(tiles, grown);
      const checkpoint = { origin: this.origin, size: grown, root, extensions: [] };
      const note = signCheckpoint(checkpoint, signers);
      // Before anybody can see it: what was once given out is never contradicted.
      this.remembered.write(note);
      await storeCheckpoint(client, { size: grown, root, note });
      return { note, size: grown, by: signers.map(({ key }) => formatVerifierKey(key)) };
    });
  }
}

/** Throws LogAltered unless the tree only appends to what was signed. */
async function requireGrowth(
  tiles: TileReader,
  { size, root }: Pick<Checkpoint, 'size' | 'root'>,
  grown: number,
): Promise<void> {
  if (grown < size)
    throw new LogAltered(
      `The log was rolled back: it has ${grown} events, and ${size} were signed. Nothing more is signed; bring back the database with all of them.`,
    );
  if (!sameHash(await storedRoot(tiles, size), root))
    throw new LogAltered(
      `The first ${size} events of the log are not those that were signed. Nothing more is signed; bring back the database that holds them.`,
    );
}
