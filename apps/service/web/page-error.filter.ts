import { randomUUID } from 'node:crypto';
import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { problemDocument } from '#contracts/problems.js';
import { Refused } from '#projections/reading/refused.js';
import { choosing } from '../access/choosing.js';
import { orTookTooLong } from '../database/stuck.js';
import { noticeRefusal } from '../security/noticing.js';
import { page } from './pages.js';
import { commandCalled } from './refused-command.js';
import { capital } from './words.js';

const unauthorised = 401;

interface Explained {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** Says on a page, in plain words, what could not be shown and what would help. */
@Catch()
export class PageErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('pages');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = orTookTooLong(thrown);
    const { status, title, detail } = this.explained(error);
    const response = host.switchToHttp().getResponse<Response>();
    if (error instanceof Refused) noticeRefusal(response, error);
    response
      .status(status)
      .type('html')
      .set('Cache-Control', 'no-store')
      .send(
        page('error', {
          ...{ title, detail: capital(detail) },
          signIn: signInFor(status, host),
          choose: choiceFor(error, host),
        }),
      );
  }

  private explained(error: unknown): Explained {
    if (error instanceof Refused) return onPages(error.refusal);
    if (error instanceof HttpException) {
      const status = error.getStatus();
      return status === 404
        ? {
            status,
            title: 'There is no such page',
            detail: 'Check the address, or begin again at the start.',
          }
        : { status, title: 'The page cannot be shown', detail: error.message };
    }
    const reference = randomUUID();
    this.logger.error(
      `${reference} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return {
      status: 500,
      title: 'The page could not be made',
      detail: `Something failed on our side. Try again; if it fails again, report the reference ${reference}.`,
    };
  }
}

/** The sentence of a refusal as people read it: what is for programs alone is left out. */
function onPages(refused: Refused['refusal']): Explained {
  const refusal = commandCalled(asSeen(refused));
  const { status, title, detail } = problemDocument(refusal);
  return refusal.problem === 'not-signed-in'
    ? {
        status,
        title: 'Sign in first',
        detail: 'What stands here is not for everybody: whoever has signed in sees what is theirs.',
      }
    : { status, title, detail: detail.replace(/"([^"]*)"/g, '\u201c$1\u201d') };
}

/**
 * What is not open to people is refused as what is not there, so that they cannot tell which it is. Who
 * knows that it exists would read "not in the ledger" as a mistake: this is true of both.
 */
const asSeen = (refusal: Refused['refusal']): Refused['refusal'] =>
  refusal.problem === 'not-found' && refusal.facts['where'] === 'the ledger'
    ? { ...refusal, facts: { ...refusal.facts, where: 'what is open to you' } }
    : refusal;

/** Where to choose as what to act, where that is what is missing. */
const choiceFor = (error: unknown, host: ArgumentsHost): string | undefined =>
  error instanceof Refused && error.refusal.problem === 'choose-appointment'
    ? choosing(host.switchToHttp().getRequest<Request>().originalUrl)
    : undefined;

/** Where to sign in, and to be led back to what was asked for. */
function signInFor(status: number, host: ArgumentsHost): string | undefined {
  if (status !== unauthorised) return undefined;
  const { originalUrl } = host.switchToHttp().getRequest<Request>();
  return `/sign-in?return=${encodeURIComponent(originalUrl)}`;
}
