import { hash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Uint8Array;

export const hashLength = 32;

// The prefixes keep a node from being shown as a leaf, and a leaf as a node (RFC 6962, 2.1).
const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);

/** Hash of a leaf over the bytes that it holds: SHA-256(0x00 ‖ bytes). */
export function leafHash(bytes: Uint8Array): Hash {
  return sha256(leafPrefix, bytes);
}

/** Hash of a node over its two children: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(nodePrefix, left, right);
}

/** Root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = sha256();

/** In one call: over short texts, a hash object of its own takes twice as long. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  return hash('sha256', Buffer.concat(parts), 'buffer');
}

/** The root of a complete subtree over its nodes of one height, whose number is a power of two. */
export function rootOf(nodes: readonly Hash[]): Hash {
  let row = nodes;
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let place = 0; place + 1 < row.length; place += 2) {
      above.push(nodeHash(at(row, place), at(row, place + 1)));
    }
    row = above;
  }
  return at(row, 0);
}

export function sameHash(one: Hash, other: Hash): boolean {
  return Buffer.compare(one, other) === 0;
}

/** Throws where a list is shorter than its maker promised. */
export function at<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new RangeError(`There is no place ${place} of ${list.length}.`);
  return found;
}
