import { emptyRoot, nodeHash, type Hash } from './hashes.js';

/** Hears of a subtree that is complete: 2^height leaves, the index-th of its height. */
export type Completed = (height: number, index: number, hash: Hash) => void;

/**
 * A Merkle tree of which only the roots of its complete subtrees are kept, one for each bit of the
 * size: so a log of any length is hashed leaf by leaf in the memory of a few hashes.
 */
export class Frontier {
  #size: number;
  readonly #peaks: Hash[];

  /** Goes on from a size and its peaks, the largest subtree first. */
  constructor(size = 0, peaks: readonly Hash[] = []) {
    if (peaksOf(size).length !== peaks.length) {
      throw new RangeError(
        `A tree of ${size} leaves has ${peaksOf(size).length} peaks, not ${peaks.length}.`,
      );
    }
    this.#size = size;
    this.#peaks = [...peaks];
  }

  get size(): number {
    return this.#size;
  }

  append(leafHash: Hash, completed?: Completed): void {
    let hash = leafHash;
    let height = 0;
    let index = this.#size;
    completed?.(height, index, hash);
    // A right child completes its parent.
    while (index % 2 === 1) {
      const left = this.#peaks.pop();
      if (left === undefined) throw new Error('A right child has no left one.');
      hash = nodeHash(left, hash);
      height += 1;
      index = (index - 1) / 2;
      completed?.(height, index, hash);
    }
    this.#peaks.push(hash);
    this.#size += 1;
  }

  root(): Hash {
    if (this.#peaks.length === 0) return emptyRoot;
    return this.#peaks.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** A run of leaves: from the first up to, not including, the end. */
export interface Leaves {
  readonly first: number;
  readonly end: number;
}

/** The complete subtrees that a tree of a size consists of, the largest first. */
export function peaksOf(size: number): readonly Leaves[] {
  const peaks: Leaves[] = [];
  let first = 0;
  while (first < size) {
    const end = first + largestPowerOfTwo(size - first);
    peaks.push({ first, end });
    first = end;
  }
  return peaks;
}

/** The largest power of two that is not above a number of at least 1; exact up to 2^53. */
function largestPowerOfTwo(number: number): number {
  let power = 1;
  while (power * 2 <= number) power *= 2;
  return power;
}

/** How many leaves stand left in a tree of two or more: the largest power of two below its size. */
export function leftLeaves(size: number): number {
  return largestPowerOfTwo(size - 1);
}
