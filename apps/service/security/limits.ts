import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuse } from '#projections/reading/refused.js';
import { signedIn } from '../sign-in/signed-in.js';

/** Everybody in a large office may come from one address, and begin their day. */
const signInsPerMinute = 300;

/** What one client may ask of one process in a minute. */
export interface Limiting {
  /** By address, of whoever is not known yet: sign-ins that are begun. */
  readonly beforeSignIn: RequestHandler;
  /** By person, or by address where nobody has signed in. */
  readonly afterSignIn: RequestHandler;
}

/** With 0 requests a minute nothing is limited, as for a measurement. */
export function limiting(requestsPerMinute: number): Limiting {
  if (requestsPerMinute === 0) return { beforeSignIn: passing, afterSignIn: passing };
  const perMinute = (points: number): RateLimiterMemory =>
    new RateLimiterMemory({ points, duration: 60 });
  const requests = perMinute(requestsPerMinute);
  const signIns = perMinute(signInsPerMinute);

  const beginning = async (request: Request): Promise<void> => {
    if (request.path === '/sign-in') await signIns.consume(addressOf(request));
  };
  const asking = async (request: Request): Promise<void> => {
    await requests.consume(signedIn()?.person.person ?? addressOf(request));
  };
  return { beforeSignIn: limitedBy(beginning), afterSignIn: limitedBy(asking) };
}

const passing: RequestHandler = (_request, _response, next) => {
  next();
};

const limitedBy =
  (count: (request: Request) => Promise<void>): RequestHandler =>
  (request: Request, response: Response, next: NextFunction) => {
    count(request).then(
      () => next(),
      (error: unknown) => {
        if (!(error instanceof RateLimiterRes)) {
          next(error);
          return;
        }
        const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        response.setHeader('Retry-After', seconds);
        next(refuse('too-many-requests', { seconds }));
      },
    );
  };

const addressOf = (request: Request): string => request.ip ?? 'unknown';
