import type { Request } from 'express';
import type { Provenance } from '#contracts/envelope.js';
import { refuse } from '#projections/reading/refused.js';
import { currentAsker } from '../access/asking-as.js';
import { kindOf, type Identity } from '../identity/identities.js';
import { Text } from '#contracts/values.js';

/** Who asks, as they act now. */
export function identityOf(): Identity | undefined {
  const asker = currentAsker();
  return asker && { ...asker, id: asker.person, name: asker.person, kind: kindOf(asker) };
}

export function requiredIdentity(): Identity {
  const identity = identityOf();
  if (!identity) throw refuse('not-signed-in', {});
  return identity;
}

/** The caller's own name for the request. */
export function keyOf(request: Request): string {
  const key = request.get('Idempotency-Key');
  if (key === undefined || !/^[\x21-\x7e]{1,200}$/.test(key)) throw refuse('key-missing', {});
  return key;
}

/** `If-Match: "12"`: the revision that the caller saw. */
export function expectedRevisionOf(request: Request): number | undefined {
  const header = request.get('If-Match');
  if (header === undefined) return undefined;
  const revision = /^"?(-?\d{1,9})"?$/.exec(header)?.[1];
  if (revision === undefined)
    throw refuse('invalid-request', {
      detail: 'If-Match takes the revision that you saw, such as "12"',
    });
  return Number(revision);
}

/** Why it is done: every event says so (rule 9). */
export function reasonOf(given: unknown): string {
  const reason = Text.safeParse(given);
  if (!reason.success)
    throw refuse('invalid-request', { detail: 'say why in "reason", in 1 to 2,000 characters' });
  return reason.data;
}

/** In whose name something is recorded, and why. */
export function provenanceOf(reason: unknown): Provenance {
  const { id: actor, organisation, authority } = requiredIdentity();
  return { actor, organisation, authority, reason: reasonOf(reason) };
}
