import type { JWTVerifyGetKey } from 'jose';

/** Whose word the service takes for who somebody is: an issuer of OpenID Connect. */
export interface Issuer {
  /** What the directory calls it. */
  readonly name: string;
  /** Its identifier: `iss` of its tokens. */
  readonly url: string;
  /** What a token for the API must be meant for: `aud`. */
  readonly audience: string;
  /** Finds the public key that a token says it is signed with. */
  readonly keys: JWTVerifyGetKey;
}
