import { NotProven } from './not-proven.js';
import type { BundleKind } from './tiles.js';

/** Bytes of the big-endian length before each entry. */
const lengthBytes = { entries: 2, 'long-entries': 4 } as const satisfies Record<BundleKind, number>;

/**
 * A bundle of entries: each as its length, then its bytes. `entries` is the format of C2SP tlog-tiles,
 * whose lengths have two bytes; undefined where an entry has more than 65,535. Such a bundle has no
 * other form that foreign tools would take for this log, so it is not served; `long-entries`, with
 * lengths of four bytes, always is.
 */
export function entryBundle(
  kind: BundleKind,
  entries: readonly Uint8Array[],
): Uint8Array | undefined {
  const bytes = lengthBytes[kind];
  if (entries.some((entry) => entry.length >= 256 ** bytes)) return undefined;
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(bytes);
      length.writeUIntBE(entry.length, 0, bytes);
      return [length, entry];
    }),
  );
}

/** The entries of a bundle; throws NotProven unless it holds exactly as many as its name says. */
export function readEntryBundle(
  kind: BundleKind,
  bundle: Uint8Array,
  width: number,
): readonly Uint8Array[] {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Uint8Array[] = [];
  let place = 0;
  while (place < bytes.length) {
    const start = place + lengthBytes[kind];
    const end = start <= bytes.length ? start + bytes.readUIntBE(place, lengthBytes[kind]) : start;
    if (end > bytes.length) {
      throw new NotProven(`Entry ${entries.length + 1} of the bundle is cut off.`);
    }
    entries.push(bytes.subarray(start, end));
    place = end;
  }
  if (entries.length !== width) {
    throw new NotProven(`The bundle holds ${entries.length} entries; its name says ${width}.`);
  }
  return entries;
}
