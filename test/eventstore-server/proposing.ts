import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import { metadataMissing } from './errors.js';
import type { Proposed } from './record.js';

/** An event as either way of appending carries it. */
export function proposed(
  message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage,
): Proposed {
  const properties = message.getMetadataMap();
  const type = properties.get('type');
  if (type === undefined) throw metadataMissing('type');
  const contentType = properties.get('content-type');
  if (contentType === undefined) throw metadataMissing('content-type');
  return {
    id: uuidOf(message.getId()),
    type,
    json: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** As text in lower case, however it was sent. */
export function uuidOf(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (structured === undefined) return (uuid?.getString() ?? '').toLowerCase();
  const half = (bits: string): string =>
    BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const hex =
    half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

interface NamesStream {
  getStreamIdentifier(): { getStreamName_asU8(): Uint8Array } | undefined;
}

export function streamOf(options: NamesStream): string {
  const name = options.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array();
  return Buffer.from(name).toString('utf8');
}
