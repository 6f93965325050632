import type { Envelope } from '#contracts/envelope.js';
import { canonicalBytes } from './canonical.js';
import { isStamp } from './instant.js';
import type { Append } from './port.js';

export const eventsPerAppendMax = 1_000;
export const bytesPerAppendMax = 512 * 1024;
/** Both are index keys in the stores: bounded well below what an index page takes. */
const streamLengthMax = 200;
const keyLengthMax = 500;
const otherLengthMax = 200;
/** Stores count revisions in 32 bits. */
const revisionMax = 2 ** 31 - 1 - eventsPerAppendMax;

/** The append can never be taken, however often it is tried: its own shape or size is wrong. */
export class AppendRefused extends Error {
  override readonly name = 'AppendRefused';
}

/** An append that keeps the limits, with the bytes of its events: made once, by `checked`. */
export class CheckedAppend implements Append {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly key: string;
  readonly requestHash: string;
  readonly events: readonly Envelope[];
  readonly lastRevision: number;

  constructor(
    append: Append,
    /** Canonical bytes, one text per event. */
    readonly lines: readonly string[],
    readonly bytes: number,
  ) {
    this.stream = append.stream;
    this.expectedRevision = append.expectedRevision;
    this.key = append.key;
    this.requestHash = append.requestHash;
    this.events = append.events;
    this.lastRevision = append.expectedRevision + append.events.length;
  }
}

/**
 * Throws AppendRefused for an append that no store could take. Who builds upon an append checks it
 * before; it is not checked twice.
 */
export function checked(append: Append): CheckedAppend {
  if (append instanceof CheckedAppend) return append;
  const { stream, expectedRevision, key, requestHash, events } = append;
  refuseUnlessName('stream', stream, streamLengthMax);
  refuseUnlessName('key', key, keyLengthMax);
  refuseUnlessName('request hash', requestHash, otherLengthMax);
  if (
    !Number.isInteger(expectedRevision) ||
    expectedRevision < -1 ||
    expectedRevision > revisionMax
  ) {
    throw new AppendRefused(`The expected revision ${expectedRevision} of ${stream} is none.`);
  }
  if (events.length < 1 || events.length > eventsPerAppendMax) {
    throw new AppendRefused(
      `An append to ${stream} has ${events.length} events; it takes 1 to ${eventsPerAppendMax}: split the command.`,
    );
  }
  const lines: string[] = [];
  let bytes = 0;
  for (const [part, event] of events.entries()) {
    const ownRevision = expectedRevision + 1 + part;
    if (
      event.stream !== stream ||
      event.revision !== ownRevision ||
      event.key !== key ||
      event.requestHash !== requestHash
    ) {
      throw new AppendRefused(
        `Event ${part + 1} of an append to ${stream} must carry its stream, revision ${ownRevision}, key and request hash.`,
      );
    }
    refuseUnlessName('event type', event.type, otherLengthMax);
    if (!isStamp(event.stamp)) {
      throw new AppendRefused(
        `The stamp "${event.stamp}" in ${stream} is not an instant in UTC with six decimals of a second.`,
      );
    }
    const line = canonicalBytes(event);
    lines.push(line);
    bytes += Buffer.byteLength(line);
  }
  if (bytes > bytesPerAppendMax) {
    throw new AppendRefused(
      `An append to ${stream} has ${bytes} bytes; it takes at most ${bytesPerAppendMax}: split the command.`,
    );
  }
  return new CheckedAppend(append, lines, bytes);
}

function refuseUnlessName(what: string, name: string, lengthMax: number): void {
  // Control characters would break the stores' column formats, lone surrogates their encoding, and
  // with them every other append of the batch. Most names are ASCII, which is sooner seen.
  const clean = /^[ -~]+$/.test(name) || !/\p{Cc}|\p{Cs}/u.test(name);
  if (name.length < 1 || name.length > lengthMax || !clean) {
    throw new AppendRefused(
      `The ${what} ${JSON.stringify(name.slice(0, 80))} must have 1 to ${lengthMax} characters and no control characters.`,
    );
  }
}
