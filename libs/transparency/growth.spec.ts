import { emptyRoot, leafHash, nodeHash, type Hash } from './hashes.js';
import type { Checkpoint } from './checkpoint.js';
import { verifyGrowth } from './growth.js';
import { NotProven } from './not-proven.js';

const [a, b] = ['a', 'b'].map((text) => leafHash(Buffer.from(text))) as [Hash, Hash];
const at = (size: number, root: Hash): Checkpoint => ({
  origin: 'log.example',
  size,
  root,
  extensions: [],
});
const [none, one, two] = [at(0, emptyRoot), at(1, a), at(2, nodeHash(a, b))];

it('accepts a log that only appends, or stays', () => {
  verifyGrowth(one, two, [b]);
  verifyGrowth(two, two, []);
  verifyGrowth(none, two, []);
});

it.each([
  ['of another log', one, { ...two, origin: 'other.example' }, [b], 'is not the log'],
  ['that was rolled back', two, one, [b], 'rolled back: it has 1 entries and had 2'],
  ['with two pasts', two, at(2, nodeHash(b, a)), [], 'two pasts'],
  ['with another past', at(1, b), two, [b], 'root of the newer tree'],
  ['without a proof', one, two, [], 'too few hashes'],
  ['with a surplus proof', two, two, [b], '1 hashes too many'],
  ['with a proof from the empty log', none, two, [b], 'no proof is needed'],
] as const)('refuses a log %s', (_, kept, newer, proof, why) => {
  const growing = (): void => verifyGrowth(kept, newer, proof);
  expect(growing).toThrow(NotProven);
  expect(growing).toThrow(why);
});
