import { createHash } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { refuse } from '#projections/reading/refused.js';
import type { Issuer } from './issuer.js';

/**
 * Signatures that only the issuer can make. None of them takes a public key for a shared secret, and
 * "none" is none of them.
 */
export const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'] as const;
/** Clocks of two machines may differ by so much. */
const clockSkewSeconds = 30;
/** What was verified is believed for so long: then the key may have been withdrawn. */
const keptSeconds = 60;
const keptMax = 10_000;

type Trusted = Pick<Issuer, 'url' | 'audience' | 'keys'>;

/** Verifies tokens for the API, and remembers for a while which ones it has verified. */
export class BearerTokens {
  private readonly kept = new Map<string, { readonly subject: string; readonly expires: number }>();

  /** Whom the token is about, as its issuer calls them. Throws a refusal that says why not. */
  async subjectOf(token: string, issuer: Trusted): Promise<string> {
    const digest = createHash('sha256').update(issuer.url).update(token).digest('base64');
    const known = this.kept.get(digest);
    if (known && known.expires > Date.now() / 1000) return known.subject;
    const { sub, exp } = await verified(token, issuer);
    if (this.kept.size >= keptMax) this.kept.clear();
    const expires = Math.min(exp, Date.now() / 1000 + keptSeconds);
    this.kept.set(digest, { subject: sub, expires });
    return sub;
  }
}

async function verified(token: string, issuer: Trusted): Promise<{ sub: string; exp: number }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, issuer.keys, {
      algorithms: [...algorithms],
      issuer: issuer.url,
      audience: issuer.audience,
      clockTolerance: clockSkewSeconds,
      requiredClaims: ['exp', 'sub'],
    });
    const { sub, exp } = payload;
    if (
      typeof sub !== 'string' ||
      sub === '' ||
      exp === undefined ||
      !isForAccess(payload, protectedHeader.typ)
    )
      throw refuse('token-refused', { why: 'it is not a token for access' });
    return { sub, exp };
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refuse('token-refused', { why: whyOf(error) });
    throw error;
  }
}

/**
 * RFC 9068 calls a token for access `at+jwt`; many issuers still say `JWT` or nothing. What says who
 * signed in to a page, or that somebody signed out, is signed by the same keys and is no such token.
 */
function isForAccess(payload: JWTPayload, typ: string | undefined): boolean {
  const type = (typ ?? 'jwt').toLowerCase().replace(/^application\//, '');
  if (type === 'at+jwt') return true;
  return (
    type === 'jwt' && !['nonce', 'at_hash', 'c_hash', 'events'].some((name) => name in payload)
  );
}

function whyOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return claimsInWords[error.claim] ?? claimsInWords.other;
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'it is not signed in a way that is taken';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'it is signed with none of the keys of the issuer';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is not right';
  return 'it cannot be read';
}

const claimsInWords: Readonly<Record<string, string>> & { readonly other: string } = {
  aud: 'it is meant for another service',
  iss: 'it comes from another issuer',
  nbf: 'it is not valid yet',
  other: 'a part of it is missing or wrong',
};
