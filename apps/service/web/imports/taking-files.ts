import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { signedIn, type SignedIn } from '../../sign-in/signed-in.js';
import { HeldFiles, keepSent, sentBytesMax, type SentFile } from './held-files.js';

/** What came with a form that may carry a file. */
interface Sent {
  /** Who sends it: parts of a form arrive when nothing else knows any more whose they are. */
  readonly who: SignedIn;
  file?: SentFile;
  problem?: string;
  over?: true;
}
const sent = new WeakMap<Request, Sent>();

/** The file that came with a form, if one did, or why it was not taken. */
export const sentWith = (request: Request): Readonly<Partial<Sent>> => sent.get(request) ?? {};

/** Whose a held file is: that of the session, so that another of the same person has its own. */
export function holder(): string {
  const who = signedIn();
  return who?.by === 'session' ? who.formToken : (who?.person.person ?? '');
}

/** A form has some fields and one file; what is more is no form of ours. */
const limits = { files: 1, fileSize: sentBytesMax, fields: 100, fieldSize: 10_000, parts: 101 };

/**
 * Takes the one file of a form, for whoever has signed in, before anything looks at the form's fields.
 * The token of the session stands before the file in every form of ours: of a form without it not a byte
 * is kept. What nobody has come to hold by the end of the answer is gone with it.
 */
@Injectable()
export class TakingFiles implements NestMiddleware {
  private readonly take: RequestHandler;

  constructor(@Inject(HeldFiles) private readonly held: HeldFiles) {
    this.take = multer({
      limits,
      defParamCharset: 'utf8',
      storage: {
        _handleFile: (request, { originalname, stream }, done) => {
          keepSent(stream, nameOf(originalname)).then(
            (file) => {
              const to = sent.get(request);
              if (to && !to.over) to.file = file;
              else file.close().catch(() => undefined);
              done(null, { size: file.bytes });
            },
            (error: unknown) => {
              done(error);
            },
          );
        },
        _removeFile: (_request, _file, done) => {
          done(null);
        },
      },
      fileFilter: (request, _file, answer) => {
        const who = sent.get(request)?.who;
        const { form } = request.body as Readonly<Record<string, unknown>>;
        answer(null, who !== undefined && (who.by === 'token' || form === who.formToken));
      },
    }).single('file');
  }

  use(request: Request, response: Response, next: NextFunction): void {
    const who = signedIn();
    if (request.method !== 'POST' || !request.is('multipart/form-data') || !who) {
      next();
      return;
    }
    const came: Sent = { who };
    sent.set(request, came);
    response.on('close', () => {
      const { file } = came;
      came.over = true;
      if (file && !this.held.has(file)) file.close().catch(() => undefined);
    });
    this.take(request, response, (error?: unknown) => {
      if (error !== undefined) came.problem = problemOf(error);
      next();
    });
  }
}

const problemOf = (error: unknown): string =>
  (error as { readonly code?: unknown }).code === 'LIMIT_FILE_SIZE'
    ? `The file is larger than ${sentBytesMax / 1024 / 1024} MB. Send it in parts`
    : 'The file did not come as a form sends one. Choose it again';

/** A browser says what it likes: some letters, and never a path. */
const nameOf = (said: string): string =>
  said
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{C}]/gu, '')
    .slice(0, 200)
    .trim() || 'unnamed';
