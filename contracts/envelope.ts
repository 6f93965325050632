/**
 * What every event carries besides its own facts (rule 9: who, for which organisation, on what
 * authority, why, when it takes effect, and the request's idempotency key).
 *
 * The canonical bytes of an event (RFC 8785) are exactly these members, no more. The log number
 * and the recorded time are not among them: no store knows them before the commit.
 */
export interface Envelope {
  /** Name of the event type, past tense, PascalCase. */
  readonly type: string;
  /** Version of the type's schema, from 1. */
  readonly version: number;
  /** `<stream type>-<id>`, e.g. `fund-northmoor`. */
  readonly stream: string;
  /** Place in the stream, from 0, without gaps. */
  readonly revision: number;
  /** UUID of this event. */
  readonly id: string;
  /** The appender's clock, UTC, ISO 8601 with microseconds: `2026-04-01T09:00:00.000000Z`. */
  readonly stamp: string;
  /** The day on which the fact takes effect, ISO 8601 date, Europe/London. */
  readonly effective: string;
  readonly actor: string;
  readonly organisation: string;
  readonly authority: string;
  readonly reason: string;
  /** `<client>/<idempotency key>`, unique in the log per command. */
  readonly key: string;
  /** HMAC-SHA-256 of the canonical request, hex: tells a repeat from a reuse of its key. */
  readonly requestHash: string;
  readonly data: JsonObject;
}

/** An event that stands in the log. */
export interface RecordedEvent extends Envelope {
  /** Place in the whole log, from 1, without gaps, in commit order. */
  readonly number: number;
  /** max(stamp, recorded time of the event before + 1 µs): rises with the number on every store. */
  readonly recorded: string;
}

/** Who asks, on what authority and why: what a command brings to each event it causes. */
export interface Provenance {
  readonly actor: string;
  readonly organisation: string;
  readonly authority: string;
  readonly reason: string;
}

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json;
}
