import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

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

export function streamIdentifier(stream: string): InstanceType<typeof shared.StreamIdentifier> {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));
}

export function frame(response: InstanceType<typeof streams.ReadResp>): Buffer {
  return Buffer.from(response.serializeBinary());
}

function frameOf(event: Proposed, stream: string, revision: number, position: number): Buffer {
  const record = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(streamIdentifier(stream))
    .setStreamRevision(String(revision))
    .setCommitPosition(String(position))
    .setPreparePosition(String(position))
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  record
    .getMetadataMap()
    .set('type', event.type)
    .set('created', String(ticks()))
    .set('content-type', event.json ? 'application/json' : 'application/octet-stream');
  const read = new streams.ReadResp.ReadEvent()
    .setEvent(record)
    .setCommitPosition(String(position));
  return frame(new streams.ReadResp().setEvent(read));
}

/** Hundreds of nanoseconds since 1970. */
function ticks(): number {
  return Date.now() * 10_000;
}
