import { hash } from 'node:crypto';
import { NotProven } from './not-proven.js';

/** SHA-256, 32 bytes. */
export type Hash = Uint8Array;

export const hashLength = 32;

// The prefixes keep a node from being shown as a leaf, and a leaf as a node (RFC 6962, 2.1).
const leafPrefix = 0x00;
const nodePrefix = 0x01;

/** Hash of a leaf over the bytes that it holds: SHA-256(0x00 ‖ bytes). */
export function leafHash(bytes: Uint8Array): Hash {
  return sha256(Buffer.of(leafPrefix), bytes);
}

/**
 * The same over all but the first byte, which is overwritten: whoever reads leaves out of a buffer,
 * each behind a byte that has been read already, need not copy them.
 */
export function leafHashBehind(bytes: Uint8Array): Hash {
  bytes[0] = leafPrefix;
  return digest(bytes);
}

const node = Buffer.alloc(1 + 2 * hashLength);
node[0] = nodePrefix;

/** Hash of a node over its two children: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  if (left.length !== hashLength || right.length !== hashLength)
    throw new NotProven('A node of the tree has two children of 32 bytes each.');
  node.set(left, 1);
  node.set(right, 1 + hashLength);
  return digest(node);
}

/** Root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = sha256();

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  return digest(Buffer.concat(parts));
}

/**
 * In one call, and by way of a text of 32 characters: over short texts, a hash object of its own, or
 * a buffer made for the answer, takes twice as long.
 */
function digest(bytes: Uint8Array): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');
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
