import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { OrganisationId, Text } from '../values.js';

/** A public key as C2SP signed-note writes it: name, id and key with plus signs between. */
export const VerifierKey = z
  .string()
  .regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/, 'write a verifier key as "name+id+key"')
  .max(500)
  .meta({ id: 'VerifierKey' });

/** So many events: what a checkpoint covers. */
export const TreeSize = z.int().min(0);

/** Base64 of 32 bytes. */
const Root = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** From this size on the key signs; the first key from 0. It is the operator's, whose log it is. */
export const LogKeyIntroduced = event('LogKeyIntroduced', 1, {
  verifierKey: VerifierKey,
  from: TreeSize,
});

/** Its signatures over larger trees do not count: another has followed, or it is in strange hands. */
export const LogKeyRetired = event('LogKeyRetired', 1, {
  verifierKey: VerifierKey,
  to: TreeSize,
  cause: z.enum(['followed', 'lost', 'disclosed']),
});

/** An organisation that keeps checkpoints says by which key it is known when it signs them too. */
export const CosignerAdmitted = event('CosignerAdmitted', 1, {
  organisation: OrganisationId,
  verifierKey: VerifierKey,
  from: z.iso.datetime(),
});

export const CosignerRemoved = event('CosignerRemoved', 1, {
  organisation: OrganisationId,
  verifierKey: VerifierKey,
  to: z.iso.datetime(),
  cause: Text,
});

/** The cosigner saw this checkpoint at that time, the largest that it knew. */
export const CosignatureRecorded = event('CosignatureRecorded', 1, {
  organisation: OrganisationId,
  verifierKey: VerifierKey,
  size: TreeSize,
  root: Root,
  time: z.iso.datetime(),
  /** The line of the signature as C2SP signed-note has it, without its newline. */
  signature: z.string().min(1).max(1_000),
});

/**
 * The log was replayed up to a number, and what it makes was held against the views that people
 * read. Rows that differ are named, at most ten, and not quoted: what somebody wrote into one may be
 * about a person.
 */
export const ReplayCompared = event('ReplayCompared', 1, {
  number: z.int().min(0),
  rows: z.int().min(0),
  differences: z.int().min(0),
  first: z.array(z.string().min(1).max(1_000)).max(10),
});

export const logEvents = {
  LogKeyIntroduced,
  LogKeyRetired,
  CosignerAdmitted,
  CosignerRemoved,
  CosignatureRecorded,
  ReplayCompared,
} as const;
export type LogEvent = DraftOf<typeof logEvents>;
