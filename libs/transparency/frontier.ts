import { emptyRoot, hashLength, nodeHash, type Hash } from './hashes.js';
import { NotProven } from './not-proven.js';

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
    this.#add(leafHash, 0, this.#size, completed);
    this.#size += 1;
  }

  /**
   * Appends a complete subtree of 2^height leaves by its hash alone. Throws NotProven where none of
   * that height can stand next, so that what is left out has one form only.
   */
  appendSubtree(height: number, hash: Hash): void {
    const leaves = 2 ** height;
    if (!Number.isInteger(height) || height < 0 || this.#size + leaves > Number.MAX_SAFE_INTEGER)
      throw new NotProven(`No subtree has the height ${height}.`);
    if (hash.length !== hashLength)
      throw new NotProven(`The hash of a subtree of ${leaves} leaves has not 32 bytes.`);
    if (this.#size % leaves !== 0)
      throw new NotProven(
        `A subtree of ${leaves} leaves cannot stand behind ${this.#size} leaves.`,
      );
    this.#add(hash, height, this.#size / leaves);
    this.#size += leaves;
  }

  #add(added: Hash, from: number, place: number, completed?: Completed): void {
    let hash = added;
    let height = from;
    let index = place;
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

/**
 * The complete subtrees that cover a run of leaves of a tree, as large as each can be, from left to
 * right: at most two of each height. They are subtrees of every tree that has these leaves.
 */
export function coverOf({ first, end }: Leaves): readonly (Leaves & { readonly height: number })[] {
  const cover: (Leaves & { height: number })[] = [];
  let at = first;
  while (at < end) {
    let height = 0;
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= end) height += 1;
    cover.push({ first: at, end: at + 2 ** height, height });
    at += 2 ** height;
  }
  return cover;
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
