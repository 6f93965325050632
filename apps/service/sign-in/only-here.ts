import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { refuse } from '#projections/reading/refused.js';
import { isLoopback } from '../settings.js';
import type { SignIn } from './sign-in.js';

/**
 * While the local issuer believes everybody, the service answers to names of this machine only: a page
 * elsewhere could let a name of its own lead here, and ask as if it were ours (DNS rebinding).
 */
export const onlyHere =
  (signIn: SignIn): RequestHandler =>
  (request: Request, _: Response, next: NextFunction) => {
    const trying = signIn.place.issuer.inside !== undefined;
    next(!trying || isLoopback(hostOf(request)) ? undefined : refuse('another-name', {}));
  };

function hostOf(request: Request): string {
  const address = `http://${request.get('Host') ?? ''}`;
  return URL.canParse(address) ? new URL(address).hostname : '';
}
