import canonicalize from 'canonicalize';
import type { Envelope } from '#contracts/envelope.js';

/**
 * The bytes of an event that are stored and hashed: RFC 8785 (JSON Canonicalization Scheme) over
 * exactly the members of an envelope, whatever else the object carries. The text holds no raw
 * control character, so a newline can separate events. Throws for a lone surrogate, NaN or
 * infinity, which no canonical text can express.
 */
export function canonicalBytes(envelope: Envelope): string {
  const { actor, authority, data, effective, id, key, organisation, reason } = envelope;
  const { requestHash, revision, stamp, stream, type, version } = envelope;
  const text = canonicalize({
    actor,
    authority,
    data,
    effective,
    id,
    key,
    organisation,
    reason,
    requestHash,
    revision,
    stamp,
    stream,
    type,
    version,
  });
  if (text === undefined) throw new Error('An event without members cannot be written.');
  return text;
}

/** The event that stored bytes hold. They were written by `canonicalBytes`, so its shape is known. */
export function parseBytes(bytes: string): Envelope {
  return JSON.parse(bytes) as Envelope;
}
