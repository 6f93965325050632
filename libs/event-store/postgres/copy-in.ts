import type { Writable } from 'node:stream';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Envelope } from '#contracts/envelope.js';
import { keyHash } from '../sql/key-hash.js';

/** Every append to log.event takes this lock, for as long as its transaction. */
export const appendLock = `select pg_advisory_xact_lock(hashtext('purse numbers its log'))`;

/** Takes lines of `rowOf` into log.event. The client is the log's owner, and holds the lock of appends. */
export function takeRows(client: ClientBase): Writable {
  return client.query(
    copyFrom('copy log.event (number, recorded, revision, key_hash, stream, bytes) from stdin'),
  );
}

/** What of an event its place in the log says, and not its bytes. */
interface Placed {
  readonly number: number;
  readonly recorded: string;
  /** Whether its command begins with it: the store finds the command's key here. */
  readonly begins: boolean;
}

/** The row that appending an event would have left, as a line of COPY. */
export const rowOf = (
  { number, recorded, begins }: Placed,
  { revision, key, stream }: Pick<Envelope, 'revision' | 'key' | 'stream'>,
  bytes: string,
): string =>
  [
    ...[number, recorded, revision, begins ? keyHash(key) : '\\N'],
    ...[escaped(stream), `${escaped(bytes)}\n`],
  ].join('\t');

/** As COPY's text format wants it; neither holds a control character. */
const escaped = (text: string): string => text.replaceAll('\\', '\\\\');
