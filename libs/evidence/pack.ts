import { z } from 'zod';

/**
 * An evidence pack is lines of text (docs/evidence-pack.md): a header; the statement, if it is of one;
 * the entries of the log in number order, those that are left out by hashes; roots in between; the
 * checkpoint with its keys; and a digest of what the tree of the log does not hold.
 */
export const packVersion = 1;

/**
 * What a pack holds. `fund`: a statement and every stream that its figures read, complete. `provider`:
 * what concerns one provider, which proves that it was recorded and nothing about what else was.
 * `backup`: every event.
 */
export const PackKind = z.enum(['fund', 'provider', 'backup']);
export type PackKind = z.infer<typeof PackKind>;

export const PackHeader = z.strictObject({
  pack: z.literal('common-purse'),
  version: z.int().min(1),
  kind: PackKind,
  /** The name of the log. */
  origin: z.string().min(1),
  /** How many entries the checkpoint covers, shown or left out. */
  size: z.int().min(1),
  fund: z.string().min(1).nullable(),
  provider: z.string().min(1).nullable(),
  /** Under which identifier the statement was issued in its fund. */
  statement: z.string().min(1).nullable(),
});
export type PackHeader = z.infer<typeof PackHeader>;

/** From which size of the log a key signs, or from which second since 1970 a cosigner's counts. */
export const PackKey = z.strictObject({
  key: z.string(),
  from: z.int().min(0),
  to: z.int().min(0).nullable(),
});

/** An entry of the log as a store holds it: the bytes are those that were hashed. */
export interface PackEvent {
  readonly number: number;
  /** As the log writes instants, with microseconds. */
  readonly recorded: string;
  readonly bytes: string;
}

/** After so many events a pack states the root that it has come to. */
export const eventsPerRoot = 256;

/** Of one line, in bytes: far above an event's, so that no pack can make its reader hold more. */
export const lineBytesMax = 16 * 1024 * 1024;

/** Where in a pack something is wrong. */
export interface Place {
  readonly line: number;
  /** The log number of the event. */
  readonly event?: number | undefined;
}

/** The pack does not show what it claims: the first place that fails, and what is wrong with it. */
export class PackRefused extends Error {
  override readonly name = 'PackRefused';

  constructor(
    readonly place: Place,
    readonly what: string,
  ) {
    super(
      `Line ${place.line}${place.event === undefined ? '' : `, event ${place.event}`}: ${what}`,
    );
  }
}
