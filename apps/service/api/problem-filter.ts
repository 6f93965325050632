import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import {
  problemDocument,
  refusal,
  type ProblemDocument,
  type Refusal,
} from '#contracts/problems.js';
import { Refused } from '#projections/reading/refused.js';
import { orTookTooLong } from '../database/stuck.js';
import { noticeRefusal } from '../security/noticing.js';
import { LogAltered } from '../log/log-altered.js';
import { PageErrorFilter } from '../web/page-error.filter.js';

/** Answers every failure as a problem document (RFC 9457); nothing of the inside goes out. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly pages = new PageErrorFilter();

  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = orTookTooLong(thrown);
    // Somebody with a browser lost their way among the pages.
    const request = host.switchToHttp().getRequest<Request>();
    if (!request.path.startsWith('/api') && request.accepts(['json', 'html']) === 'html') {
      this.pages.catch(error, host);
      return;
    }
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.problemOf(error);
    if (error instanceof Refused) noticeRefusal(response, error);
    // An answer that was begun is cut off: half of it must not look like the whole.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === unauthorised) response.setHeader('WWW-Authenticate', challenge(problem));
    response
      .status(problem.status)
      .type('application/problem+json')
      // What is not there may be by and by: its route may say that what it answers is kept for ever.
      .set('Cache-Control', 'no-store')
      .send(JSON.stringify(problem));
  }

  private problemOf(error: unknown): ProblemDocument {
    if (error instanceof Refused) return problemDocument(error.refusal);
    if (error instanceof LogAltered)
      return problemDocument(refusal('log-altered', { detail: error.message }));
    if (error instanceof HttpException) return problemDocument(ofHttp(error));
    const reference = crypto.randomUUID();
    this.logger.error({ err: error, reference }, 'a request failed');
    return {
      type: 'about:blank',
      title: 'The service failed',
      status: 500,
      detail: `The service failed; its log has the details under ${reference}. Repeat the request with the same key.`,
    };
  }
}

/** What Nest and the readers of bodies refuse by themselves, in words of ours. */
function ofHttp(error: HttpException): Refusal {
  switch (error.getStatus()) {
    case 404:
      return refusal('no-such-address', { asked: error.message.replace(/^Cannot /, '') });
    case 413:
      return refusal('body-too-large', {});
    case 415:
      return refusal('body-encoded', {});
    default:
      return refusal('invalid-request', { detail: error.message });
  }
}

const unauthorised = 401;

/** How to sign in, as RFC 6750 says it; whoever showed a token is told that it was not taken. */
const challenge = ({ type, detail }: ProblemDocument): string =>
  type.endsWith(':token-refused')
    ? `Bearer realm="Common Purse", error="invalid_token", error_description="${detail.replace(/["\\]/g, "'")}"`
    : 'Bearer realm="Common Purse"';
