import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { BackwardsWriter } from './wire.js';

/** An event as a client asks for it to be written. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event in the log. */
export interface Recorded {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  /** Byte at which its record starts in the log: commit and prepare position alike. */
  readonly position: number;
  /** Byte at which the next record starts. */
  readonly end: number;
  /** The answer of `Read` that carries it, serialised once: reading is mostly sending this. */
  readonly frame: Buffer;
}

/** What a record holds in the real log besides names, data and metadata: lengths, flags, ids, times. */
const RECORD_OVERHEAD = 97;

export function recorded(
  event: Proposed,
  stream: string,
  revision: number,
  position: number,
): Recorded {
  const size =
    RECORD_OVERHEAD +
    Buffer.byteLength(stream) +
    Buffer.byteLength(event.type) +
    event.data.length +
    event.metadata.length;
  return {
    id: event.id,
    type: event.type,
    stream,
    revision,
    position,
    end: position + size,
    frame: frameOf(event, stream, revision, position),
  };
}

/** As the limit on appends measures an event. */
export function sizeOf(event: Proposed): number {
  return event.data.length + event.metadata.length + event.type.length * 2;
}

export function streamIdentifier(stream: string): StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));
}

export function frame(response: ReadResp): Buffer {
  return Buffer.from(response.serializeBinary());
}

/** `ReadResp` with one event, its fields last to first. */
function frameOf(event: Proposed, stream: string, revision: number, position: number): Buffer {
  const names = Buffer.byteLength(stream) + Buffer.byteLength(event.type);
  const out = new BackwardsWriter(event.data.length + event.metadata.length + names + 300);
  const property = (key: string, value: string): void =>
    out.nested(6, () => {
      out.text(2, value);
      out.text(1, key);
    });
  out.nested(1, () => {
    out.number(3, position);
    out.nested(1, () => {
      out.bytes(8, event.data);
      out.bytes(7, event.metadata);
      property('content-type', event.json ? 'application/json' : 'application/octet-stream');
      property('created', String(ticks()));
      property('type', event.type);
      out.number(5, position);
      out.number(4, position);
      out.number(3, revision);
      out.nested(2, () => out.text(3, stream));
      out.nested(1, () => out.text(2, event.id));
    });
  });
  return out.finish();
}

/** Hundreds of nanoseconds since 1970. */
function ticks(): number {
  return Date.now() * 10_000;
}
