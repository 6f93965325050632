import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { refuse } from '#projections/reading/refused.js';
import type { Person } from '../directory/person.js';
import { formTokenOf } from '../directory/sessions.js';
import { noticePerson } from '../security/noticing.js';
import { BearerTokens } from './bearer.js';
import { cookieOf } from './cookies.js';
import type { SignIn } from './sign-in.js';

/** Who a request comes from, and how that is known. */
export type SignedIn =
  | { readonly by: 'token'; readonly person: Person }
  | {
      readonly by: 'session';
      readonly person: Person;
      readonly idToken: string;
      /** The appointment that they have chosen to act by. */
      readonly acting: string | null;
      /** What every form of the pages sends along. */
      readonly formToken: string;
    };

const current = new AsyncLocalStorage<SignedIn | undefined>();

/** Who has signed in; undefined where nobody has: then only what is public may be answered. */
export const signedIn = (): SignedIn | undefined => current.getStore();

/** The same as access asks it: who, and by which appointment they have chosen to act. */
export function whoAsks(): { readonly person: string; readonly acting: string | null } | undefined {
  const who = signedIn();
  return who && { person: who.person.person, acting: who.by === 'session' ? who.acting : null };
}

/**
 * Finds out once, before anything else, who asks. Whoever shows a token that is not right is refused,
 * and is not taken for nobody; whose session has ended is nobody.
 */
export function signingIn(signIn: SignIn): RequestHandler {
  const tokens = new BearerTokens();
  const byToken = async (header: string): Promise<SignedIn> => {
    const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(header)?.[1];
    if (token === undefined) throw refuse('token-refused', { why: 'it is no bearer token' });
    const { issuer } = signIn.place;
    const subject = await tokens.subjectOf(token, issuer);
    const person = await signIn.directory.whoIs(issuer.name, subject);
    if (!person) throw refuse('person-unknown', { subject });
    return { person, by: 'token' };
  };
  const bySession = async (request: Request): Promise<SignedIn | undefined> => {
    const id = cookieOf(request, 'session', signIn.place.url);
    const session = id === undefined ? undefined : await signIn.directory.sessions.find(id);
    return id === undefined || session === undefined
      ? undefined
      : { ...session, by: 'session', formToken: formTokenOf(id) };
  };
  return (request: Request, response: Response, next: NextFunction) => {
    const header = request.get('Authorization');
    const found = header === undefined ? bySession(request) : byToken(header);
    found.then((who) => {
      noticePerson(response, who?.person.person);
      current.run(who, next);
    }, next);
  };
}
