import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { refuse } from '#projections/reading/refused.js';
import type { Directory, Person } from '../directory/directory.js';
import { BearerTokens } from './bearer.js';
import type { Issuer } from './issuer.js';

/** Who a request comes from, and how that is known. */
export interface SignedIn {
  readonly person: Person;
  readonly by: 'token';
}

const known = new WeakMap<Request, SignedIn>();

/** Who has signed in; undefined where nobody has: then only what is public may be answered. */
export const signedInOf = (request: Request): SignedIn | undefined => known.get(request);

/**
 * Finds out once, before anything else, who asks. Whoever shows something that is not right is
 * refused, and is not taken for nobody.
 */
export function signingIn(directory: Directory, issuer: () => Issuer | undefined): RequestHandler {
  const tokens = new BearerTokens();
  const byToken = async (header: string): Promise<SignedIn> => {
    const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(header)?.[1];
    if (token === undefined) throw refuse('token-refused', { why: 'it is no bearer token' });
    const trusted = issuer();
    if (!trusted) throw refuse('token-refused', { why: 'the service has no issuer yet' });
    const subject = await tokens.subjectOf(token, trusted);
    const person = await directory.whoIs(trusted.name, subject);
    if (!person) throw refuse('person-unknown', { subject });
    return { person, by: 'token' };
  };
  const found = async (request: Request): Promise<void> => {
    const header = request.get('Authorization');
    if (header !== undefined) known.set(request, await byToken(header));
  };
  return (request: Request, _: Response, next: NextFunction) => {
    found(request).then(() => next(), next);
  };
}
