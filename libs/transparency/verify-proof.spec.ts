import { statSync } from 'node:fs';

import {
  describeSharedData,
  sharedBytes,
  sharedData,
  sharedFiles,
} from '#test/support/shared-data.js';

import { NotProven } from './not-proven.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

interface Vector {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
}
interface InclusionVector extends Vector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
}
interface ConsistencyVector extends Vector {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
const filesBelow = (folder: string): string[] =>
  sharedFiles(folder).flatMap((file) =>
    statSync(sharedData(file)).isDirectory() ? filesBelow(file) : [file],
  );
const vectors = <V extends Vector>(folder: string): (V & { readonly file: string })[] =>
  filesBelow(folder).map((file) => ({
    ...(JSON.parse(sharedBytes(file).toString()) as V),
    file,
  }));

/** The good ones are accepted; the forged ones are refused, and not by accident. */
function judged(vector: Vector, verify: (proof: readonly Buffer[]) => void): void {
  const verifying = (): void => verify((vector.proof ?? []).map(bytes));
  if (vector.wantErr) expect(verifying).toThrow(NotProven);
  else verifying();
}

describeSharedData('the public vectors of Merkle proofs', () => {
  const inclusion = vectors<InclusionVector>('merkle-vectors/inclusion');
  const consistency = vectors<ConsistencyVector>('merkle-vectors/consistency');

  it('are all there', () => {
    expect([inclusion.length, consistency.length]).toEqual([98, 98]);
    expect([...inclusion, ...consistency].filter(({ wantErr }) => !wantErr)).toHaveLength(12);
  });

  it.each(inclusion)('$file: $desc', (vector) =>
    judged(vector, (proof) =>
      verifyInclusion(
        {
          index: vector.leafIdx,
          size: vector.treeSize,
          leaf: bytes(vector.leafHash),
          root: bytes(vector.root),
        },
        proof,
      ),
    ),
  );

  it.each(consistency)('$file: $desc', (vector) =>
    judged(vector, (proof) =>
      verifyConsistency(
        {
          olderSize: vector.size1,
          olderRoot: bytes(vector.root1),
          newerSize: vector.size2,
          newerRoot: bytes(vector.root2),
        },
        proof,
      ),
    ),
  );
});
