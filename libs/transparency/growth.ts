import type { Checkpoint } from './checkpoint.js';
import { sameHash, type Hash } from './hashes.js';
import { NotProven } from './not-proven.js';
import { verifyConsistency } from './verify-proof.js';

/**
 * Throws NotProven unless the newer checkpoint is of the same log and only appends to the one that
 * was kept: a log that was rolled back or has another past is refused. Everything appends to the
 * empty log, with an empty proof.
 */
export function verifyGrowth(kept: Checkpoint, newer: Checkpoint, proof: readonly Hash[]): void {
  if (kept.origin !== newer.origin) {
    throw new NotProven(
      `"${newer.origin}" is not the log "${kept.origin}" of the kept checkpoint.`,
    );
  }
  if (newer.size < kept.size) {
    throw new NotProven(
      `The log was rolled back: it has ${newer.size} entries and had ${kept.size}.`,
    );
  }
  if (newer.size === kept.size && !sameHash(newer.root, kept.root)) {
    throw new NotProven(`The log shows two pasts: two roots over the same ${kept.size} entries.`);
  }
  if (kept.size === 0) {
    if (proof.length > 0) throw new NotProven('From the empty log no proof is needed, nor taken.');
    return;
  }
  verifyConsistency(
    {
      olderSize: kept.size,
      olderRoot: kept.root,
      newerSize: newer.size,
      newerRoot: newer.root,
    },
    proof,
  );
}
