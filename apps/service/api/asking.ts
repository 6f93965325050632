import type { Request } from 'express';
import { refuse } from '#projections/reading/refused.js';
import { exampleIdentities, identityCookie, type Identity } from '../identity/identities.js';
import { signedInOf } from '../sign-in/signed-in.js';
import { Text } from '#contracts/values.js';

/** Who asks: whoever has signed in, or else is named by the header or, on pages, by the cookie. */
export function identityOf(request: Request): Identity | undefined {
  const named =
    signedInOf(request)?.person.person ??
    request.get('Purse-Identity') ??
    cookieOf(request, identityCookie);
  return exampleIdentities.find(({ id }) => id === named);
}

export function requiredIdentity(request: Request): Identity {
  const identity = identityOf(request);
  if (!identity)
    throw refuse('identity-missing', { known: exampleIdentities.map(({ id }) => id).join(', ') });
  return identity;
}

/** The caller's own name for the request, with the caller's: keys of different clients never meet. */
export function keyOf(request: Request, identity: Identity): string {
  const key = request.get('Idempotency-Key');
  if (key === undefined || !/^[\x21-\x7e]{1,200}$/.test(key)) throw refuse('key-missing', {});
  return `${identity.id}/${key}`;
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

function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.get('Cookie') ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}
