import { createHash } from 'node:crypto';

/** A file's bytes, whole or arriving in pieces. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

const PIECE = 64 * 1024;

/** Bytes seen so far; `sha256()` is that of the whole file once `pieces` has been read to its end. */
export interface HashedBytes {
  readonly pieces: AsyncIterable<Uint8Array>;
  sha256(): string;
  /** Ends the source where it was not read to its end, so that no file stays open. */
  close(): Promise<void>;
}

/** Hashes bytes as they pass, and cuts a large array into pieces so that memory stays bounded. */
export const hashed = (source: ByteSource): HashedBytes => {
  const hash = createHash('sha256');
  const pieces = piecesOf(source, (piece) => hash.update(piece));
  return {
    pieces,
    sha256: () => hash.copy().digest('hex'),
    close: async () => {
      await pieces.return(undefined);
    },
  };
};

async function* piecesOf(
  source: ByteSource,
  seen: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    for (let from = 0; from < chunk.length; from += PIECE) {
      const piece = chunk.subarray(from, from + PIECE);
      seen(piece);
      yield piece;
    }
  }
}
