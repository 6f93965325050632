import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isLoopback } from '../settings.js';

const watchers = new WeakSet<IncomingMessage>();

/** Whether a request may read what the service measures without anybody having signed in. */
export const isWatching = (request: IncomingMessage): boolean => watchers.has(request);

/**
 * Finds out who watches the service: whoever has the token for it or, where there is none, programs on
 * this machine. What a proxy passes on is not from this machine, though the proxy be on it.
 */
export const watching =
  (token: string | undefined): RequestHandler =>
  (request: Request, _: Response, next: NextFunction) => {
    const { headers } = request;
    if (request.path === '/metrics' && mayWatch(request, token)) {
      watchers.add(request);
      // It is no token of an issuer's.
      delete headers.authorization;
    }
    next();
  };

function mayWatch({ headers, socket }: Request, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
    return given !== undefined && timingSafeEqual(digestOf(given), digestOf(token));
  }
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via', 'x-real-ip'];
  if (headers.authorization !== undefined || passedOn.some((name) => name in headers)) return false;
  return isLoopback((socket.remoteAddress ?? '').replace(/^::ffff:/, ''));
}

/** Of one length, whatever was sent. */
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
