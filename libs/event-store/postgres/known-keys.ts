import { parseBytes } from '../canonical.js';
import type { KnownKey } from '../port.js';

/** A row of `log.known`, by whichever way it came: numbers beyond 32 bits come as text. */
export interface KnownRow {
  readonly first_number: string | number;
  readonly first_revision: number;
  readonly last_revision: number;
  readonly first_bytes: string;
}

/** Where each of the keys stands that the log holds. Throws should two keys share a hash. */
export function knownKeys(
  keys: readonly string[],
  rows: readonly KnownRow[],
): Map<string, KnownKey> {
  const asked = new Set(keys);
  const found = new Map<string, KnownKey>();
  for (const row of rows) {
    const { stream, key, requestHash } = parseBytes(row.first_bytes);
    if (!asked.has(key)) {
      throw new Error(`The key ${JSON.stringify(key)} in the log has the hash of another key.`);
    }
    const firstNumber = Number(row.first_number);
    found.set(key, {
      stream,
      requestHash,
      firstRevision: row.first_revision,
      lastRevision: row.last_revision,
      firstNumber,
      lastNumber: firstNumber + row.last_revision - row.first_revision,
    });
  }
  return found;
}
