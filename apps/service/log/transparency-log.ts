import type { Hash } from '#libs/transparency/hashes.js';
import type { TrustedLog } from '#libs/transparency/signed-checkpoint.js';
import type { TileReader } from '#libs/transparency/stored-tree.js';

/**
 * The Merkle tree over the log and what was signed of it. What is asked of it throws LogAltered
 * once the log has been found not to be what was signed, and nothing is signed any more.
 */
export interface TransparencyLog {
  /** The name of the log, the same for ever. */
  readonly origin: string;
  /** Over stored tiles: those of a size that `rootAt` has answered for. */
  readonly tiles: TileReader;
  /** Root over the first so many events, once the tree has grown to it; throws beyond the head. */
  rootAt(size: number): Promise<Hash>;
  /** A signed note of this size or more; signed now where there is none. Throws as rootAt. */
  checkpointCovering(size: number): Promise<string>;
  /** The signed note of exactly this size, with the lines of those who cosigned it. */
  cosigned(size: number): Promise<string | undefined>;
  /** The newest signed note. */
  latest(): Promise<string | undefined>;
  /** What whoever verifies must know: keys with their terms, and cosigners. */
  trusted(): Promise<TrustedLog>;
}
