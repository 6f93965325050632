import type { EventData } from '@eventstore/db-client';
import { createHash } from 'node:crypto';
import type { Envelope, RecordedEvent } from '#contracts/envelope.js';
import { parseBytes } from '../canonical.js';
import { isStamp } from '../instant.js';
import type { CheckedAppend } from '../limits.js';
import type { StoredBytes } from '../port.js';
import { keyHash } from '../sql/key-hash.js';
import type { Position } from './position.js';

/**
 * Stands beside the bytes of each event: where its command begins and ends in the stream, so that
 * whoever follows sees commands whole. Numbers never depend on it.
 */
interface CommandSpan {
  readonly first: number;
  readonly last: number;
}

/** An event as the client reads it, whatever else it knows. */
export interface StoredEvent {
  readonly id: string;
  readonly streamId: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
}

/** What is kept of an event beside its number; the order of bytes is EventStoreDB's. */
export interface Incoming extends Position {
  readonly stream: string;
  readonly revision: number;
  readonly span: CommandSpan;
  readonly keyHash: string;
  readonly key: string;
  readonly requestHash: string;
  readonly stamp: string;
  readonly leafHash: Buffer;
}

/** Something is in EventStoreDB that this service did not write, or is no longer there. */
export class LogDamaged extends Error {
  override readonly name = 'LogDamaged';
}

/** The leaf of an event in the Merkle tree over the log (RFC 6962). */
export function leafHash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(leafPrefix).update(bytes).digest();
}

const leafPrefix = Uint8Array.of(0);

/** The events of an append as they are sent: their bytes, exactly as they are hashed. */
export function proposed(append: CheckedAppend): EventData[] {
  const metadata: CommandSpan = { first: append.expectedRevision + 1, last: append.lastRevision };
  return append.events.map(({ id, type }, part) => ({
    id,
    type,
    contentType: 'application/octet-stream',
    data: Buffer.from(append.lines[part] ?? ''),
    metadata: { ...metadata },
  }));
}

/** Throws LogDamaged where it is no event of this service, at its own place. */
export function incoming(event: StoredEvent, position: Position, prefix: string): Incoming {
  const place = `${event.streamId} at revision ${event.revision.toString()}`;
  const envelope = envelopeOf(event);
  const span = event.metadata as Partial<CommandSpan> | undefined;
  const { stream, revision } = envelope ?? {};
  if (
    envelope === undefined ||
    `${prefix}${stream ?? ''}` !== event.streamId ||
    revision === undefined ||
    BigInt(revision) !== event.revision ||
    envelope.type !== event.type ||
    envelope.id.toLowerCase() !== event.id ||
    !isStamp(envelope.stamp) ||
    span?.first === undefined ||
    span.last === undefined ||
    !(span.first <= revision && revision <= span.last)
  ) {
    throw new LogDamaged(
      `EventStoreDB holds an event in ${place} that this service did not write: numbering stops before it.`,
    );
  }
  return {
    ...position,
    stream: envelope.stream,
    revision,
    span: { first: span.first, last: span.last },
    keyHash: keyHash(envelope.key),
    key: envelope.key,
    requestHash: envelope.requestHash,
    stamp: envelope.stamp,
    leafHash: leafHash(event.data as Uint8Array),
  };
}

function envelopeOf(event: StoredEvent): Envelope | undefined {
  try {
    return event.data instanceof Uint8Array ? parseBytes(textOf(event.data)) : undefined;
  } catch {
    return undefined;
  }
}

/** What the number table says of an event. */
export interface Numbered {
  readonly number: number;
  readonly recorded: string;
  readonly stream: string;
  readonly revision: number;
  readonly leafHash: Buffer;
}

/** Makes of a numbered event whatever is wanted of it. */
export type NumberedMaker<Row> = (entry: Numbered, event: StoredEvent) => Row;

/** The event that was numbered. Throws LogDamaged where its bytes are no longer those. */
export function recordedEvent(entry: Numbered, event: StoredEvent): RecordedEvent {
  const { number, recorded } = entry;
  return Object.assign(parseBytes(numberedText(entry, event)), { number, recorded });
}

/** The bytes of it. Throws as recordedEvent. */
export function storedBytes(entry: Numbered, event: StoredEvent): StoredBytes {
  const { number, recorded } = entry;
  return { number, recorded, bytes: numberedText(entry, event) };
}

function numberedText(entry: Numbered, { data }: StoredEvent): string {
  if (!(data instanceof Uint8Array) || !leafHash(data).equals(entry.leafHash)) {
    throw new LogDamaged(
      `Event ${entry.number} of the log (${entry.stream}, revision ${entry.revision}) is not in EventStoreDB what it was when it was numbered.`,
    );
  }
  return textOf(data);
}

export function missing({ number, stream, revision }: Numbered): LogDamaged {
  return new LogDamaged(
    `Event ${number} of the log (${stream}, revision ${revision}) is missing in EventStoreDB.`,
  );
}

/** How much an event takes of what is held at a time, in bytes. */
export function sizeOf({ event }: { readonly event?: StoredEvent }): number {
  return event?.data instanceof Uint8Array ? event.data.length : 0;
}

function textOf(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8');
}
