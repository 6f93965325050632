import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { problemDocument } from '#contracts/problems.js';
import type { Refused } from '#projections/reading/refused.js';
import type { SecurityLog, Whence } from './security-log.js';

/** What the way of a request has found out, for the security log. */
interface Found {
  person?: string | undefined;
  refused?: Refused | undefined;
}

const found = new WeakMap<Response, Found>();
const foundOf = (response: Response): Found => {
  const known = found.get(response) ?? {};
  found.set(response, known);
  return known;
};

export const noticePerson = (response: Response, person: string | undefined): void => {
  foundOf(response).person = person;
};
export const noticeRefusal = (response: Response, refused: Refused): void => {
  foundOf(response).refused = refused;
};

/**
 * What is refused for who asks is noted; so is what is answered as if it were not there, since that
 * is how things are hidden. A broken rule of the ledger is nobody's attack.
 */
const noted: readonly number[] = [401, 403, 404, 429];

/** Notes refusals in the security log, once they are answered. */
export function noticing(log: SecurityLog): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    response.once('finish', () => {
      const { person, refused } = foundOf(response);
      if (!refused) return;
      const { status, ruledBy } = problemDocument(refused.refusal);
      if (noted.includes(status) || ruledBy === 'who is asking')
        log.note({ what: 'refused', person, ...whenceOf(request), ...whyOf(refused) });
    });
    next();
  };
}

/** Where a request is from and what it asks, as the security log has it. */
export const whenceOf = (request: Request): Whence => ({
  address: request.ip,
  request: `${request.method} ${request.originalUrl.split('?')[0] ?? ''}`,
});

/** The reason for people, and beside it what was found wrong, which is nobody's business outside. */
function whyOf({ refusal, message, cause }: Refused): { problem: string; detail: string } {
  const behind = cause instanceof Error ? ` (${cause.message})` : '';
  return { problem: refusal.problem, detail: `${message}${behind}` };
}
