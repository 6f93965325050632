import {
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type IDToken,
} from 'openid-client';
import { refuse, Refused } from '#projections/reading/refused.js';
import type { Directory } from '../directory/directory.js';
import type { Person } from '../directory/person.js';
import type { Issuer } from './issuer.js';

/** Where the service is reached, and whose word it takes. */
export interface Place {
  /** As browsers have it, without a path. */
  readonly url: string;
  readonly issuer: Issuer;
}

/** Signing in to the pages and out again: OpenID Connect's authorisation code flow with PKCE. */
export class SignIn {
  private settled: Place | undefined;

  constructor(readonly directory: Directory) {}

  /** Says where the service is reached, once that is known; nobody signs in before. */
  settle(place: Place): void {
    this.settled = place;
  }

  get place(): Place {
    if (!this.settled) throw new Error('nobody signs in before the service listens');
    return this.settled;
  }

  /** Where to send a browser, and the id that it must come back with. */
  async begin(returnTo: string): Promise<{ readonly id: string; readonly location: string }> {
    const { issuer } = this.place;
    const described = await issuer.described();
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const location = buildAuthorizationUrl(described, {
      ...issuer.asksFor,
      ...{ redirect_uri: this.returnsTo, scope: 'openid', state, nonce },
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const id = await this.directory.sessions.beginSignIn({ state, nonce, verifier, returnTo });
    return { id, location: location.href };
  }

  /**
   * Believes what a browser comes back with, once; answers the id of a new session, and where it
   * wanted to go. Throws a refusal that says what was wrong.
   */
  async finish(
    id: string | undefined,
    path: string,
    before: string | undefined,
  ): Promise<{ readonly id: string; readonly person: Person; readonly returnTo: string }> {
    const { sessions } = this.directory;
    const begun = id === undefined ? undefined : await sessions.takeSignIn(id);
    if (!begun)
      throw failed('it was not begun in this browser, or more than ten minutes ago, or is done');
    const { claims, idToken } = await this.exchange(new URL(path, this.place.url), begun);
    const person = await this.personOf(claims.sub);
    // Whatever the browser held before, somebody else may know.
    if (before !== undefined) await sessions.end(before);
    const session = typeof claims['sid'] === 'string' ? claims['sid'] : null;
    const fresh = await sessions.begin(person.person, idToken, session);
    return { id: fresh, person, returnTo: begun.returnTo };
  }

  /** Ends every session of a person; answers where to go, so that the issuer's ends too if it can. */
  async end(person: Person, idToken: string): Promise<string> {
    const { url, issuer } = this.place;
    await this.directory.sessions.endAllOf(person.person);
    const described = await issuer.described().catch(() => undefined);
    if (described?.serverMetadata().end_session_endpoint === undefined) return '/';
    const asked = { id_token_hint: idToken, post_logout_redirect_uri: `${url}/` };
    return buildEndSessionUrl(described, asked).href;
  }

  private get returnsTo(): string {
    return `${this.place.url}/sign-in/callback`;
  }

  private async exchange(
    returned: URL,
    { state, nonce, verifier }: { state: string; nonce: string; verifier: string },
  ): Promise<{ readonly claims: IDToken; readonly idToken: string }> {
    const described = await this.place.issuer.described();
    try {
      const answer = await authorizationCodeGrant(described, returned, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = answer.claims();
      if (!claims || answer.id_token === undefined)
        throw failed('the issuer does not say who you are');
      return { claims, idToken: answer.id_token };
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw failed(
        error instanceof AuthorizationResponseError
          ? `the issuer says "${error.error}"`
          : 'what came back from the issuer is not what was asked of it',
        error,
      );
    }
  }

  private async personOf(subject: string): Promise<Person> {
    const person = await this.directory.whoIs(this.place.issuer.name, subject);
    if (!person) throw refuse('person-unknown', { subject });
    if (person.machine) throw failed('programs have tokens, and do not sign in to the pages');
    return person;
  }
}

function failed(why: string, cause?: unknown): Refused {
  const refused = refuse('sign-in-failed', { why });
  refused.cause = cause;
  return refused;
}
