import { leftLeaves } from './frontier.js';
import { hashLength, nodeHash, sameHash, type Hash } from './hashes.js';
import { NotProven } from './not-proven.js';

/**
 * What an inclusion proof is about: the leaf at an index, from 0, of the tree of a size. Size and root
 * are those of one signed checkpoint: the same hashes may lead to a root under two sizes.
 */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly root: Hash;
}

/**
 * Throws NotProven unless the proof shows that the leaf stands at that index in the tree with that
 * root (RFC 6962, 2.1.1; RFC 9162, 2.1.3.2).
 */
export function verifyInclusion(claim: Inclusion, proof: readonly Hash[]): void {
  const { index, size, leaf, root } = claim;
  refuseUnlessCount('size', size);
  refuseUnlessCount('index', index);
  if (index >= size) throw new NotProven(`A tree of ${size} leaves has no leaf ${index}.`);
  if (leaf.length !== hashLength) throw new NotProven('The hash of the leaf has not 32 bytes.');
  refuseUnlessHashes(proof);
  if (!sameHash(rootOver(index, size, leaf, proof), root)) {
    throw new NotProven(
      `Leaf ${index} and its proof do not lead to the root of the tree of ${size}.`,
    );
  }
}

/** Follows the definition of PATH(m, D[n]): the last hash of a proof is the nearest to the root. */
function rootOver(index: number, size: number, leaf: Hash, proof: readonly Hash[]): Hash {
  if (size === 1) {
    refuseSurplus(proof);
    return leaf;
  }
  const left = leftLeaves(size);
  const [rest, sibling] = lastOf(proof);
  return index < left
    ? nodeHash(rootOver(index, left, leaf, rest), sibling)
    : nodeHash(sibling, rootOver(index - left, size - left, leaf, rest));
}

/** What a consistency proof is about: that the older tree is the beginning of the newer one. */
export interface Consistency {
  readonly olderSize: number;
  readonly olderRoot: Hash;
  readonly newerSize: number;
  readonly newerRoot: Hash;
}

/**
 * Throws NotProven unless the proof shows that the newer tree only appends to the older one
 * (RFC 6962, 2.1.2; RFC 9162, 2.1.4.2). Every tree begins with the empty one, so nothing can be
 * proved about it: an older size of 0 is refused.
 */
export function verifyConsistency(claim: Consistency, proof: readonly Hash[]): void {
  const { olderSize, olderRoot, newerSize, newerRoot } = claim;
  refuseUnlessCount('older size', olderSize);
  refuseUnlessCount('newer size', newerSize);
  if (olderSize === 0) throw new NotProven('From the empty tree nothing can be proved.');
  if (olderSize > newerSize) {
    throw new NotProven(`The newer tree has ${newerSize} leaves, the older had ${olderSize}.`);
  }
  refuseUnlessHashes(proof);
  const [older, newer] = rootsOver(olderSize, newerSize, olderRoot, proof);
  if (!sameHash(older, olderRoot)) {
    throw new NotProven(`The proof does not lead to the root of the older tree of ${olderSize}.`);
  }
  if (!sameHash(newer, newerRoot)) {
    throw new NotProven(`The proof does not lead to the root of the newer tree of ${newerSize}.`);
  }
}

/**
 * Follows the definition of SUBPROOF(m, D[n], b). `olderRoot` is known (b is true) while the subtree
 * begins at the first leaf: where the older tree is all of it, its root stands in for a hash.
 */
function rootsOver(
  olderSize: number,
  newerSize: number,
  olderRoot: Hash | undefined,
  proof: readonly Hash[],
): readonly [older: Hash, newer: Hash] {
  if (olderSize === newerSize) {
    if (olderRoot !== undefined) {
      refuseSurplus(proof);
      return [olderRoot, olderRoot];
    }
    const [rest, both] = lastOf(proof);
    refuseSurplus(rest);
    return [both, both];
  }
  const left = leftLeaves(newerSize);
  const [rest, sibling] = lastOf(proof);
  if (olderSize <= left) {
    const [older, newer] = rootsOver(olderSize, left, olderRoot, rest);
    return [older, nodeHash(newer, sibling)];
  }
  const [older, newer] = rootsOver(olderSize - left, newerSize - left, undefined, rest);
  return [nodeHash(sibling, older), nodeHash(sibling, newer)];
}

function lastOf(proof: readonly Hash[]): readonly [rest: readonly Hash[], last: Hash] {
  const last = proof.at(-1);
  if (last === undefined) throw new NotProven('The proof has too few hashes.');
  return [proof.slice(0, -1), last];
}

function refuseSurplus(proof: readonly Hash[]): void {
  if (proof.length > 0) throw new NotProven(`The proof has ${proof.length} hashes too many.`);
}

function refuseUnlessCount(what: string, count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new NotProven(`The ${what} ${count} is not a whole number from 0 to 2^53 - 1.`);
  }
}

function refuseUnlessHashes(proof: readonly Hash[]): void {
  const wrong = proof.findIndex((hash) => hash.length !== hashLength);
  if (wrong >= 0) throw new NotProven(`Hash ${wrong + 1} of the proof has not 32 bytes.`);
}
