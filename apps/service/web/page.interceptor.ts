import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type StreamableFile,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { z } from 'zod';
import { checkedQuery } from '../api/checked-query.js';
import { LEDGER, TRANSPARENCY } from '../api/tokens.js';
import type { Ledger } from '../ledger/ledger.js';
import { fileFormats, type FileFormat } from '../lists/about.js';
import { fileOfList } from '../lists/list-file.js';
import type { NamedLog } from '../log/made-from.js';
import { whileAskedFor, type AskedPage } from './asked-page.js';
import { sheetOf, type FoundTable } from './page-tables.js';

const Asked = z.object({
  table: z.string().min(1).max(500).optional(),
  format: z.enum(fileFormats, { error: `format is ${fileFormats.join(' or ')}` }).default('csv'),
});

/**
 * Lets every page know its own address, and answers one of its tables as a file where that is asked for:
 * what is downloaded is what the page shows, made by the same code for the same eyes.
 */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(TRANSPARENCY) private readonly log: NamedLog,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (request.path.startsWith('/api/')) return next.handle();
    const { table, format } = checkedQuery(Asked, {
      table: request.query['table'],
      ...(request.query['table'] === undefined ? {} : { format: request.query['format'] }),
    });
    const asked: AskedPage = {
      address: request.originalUrl,
      file: table === undefined ? undefined : { table, format },
    };
    return from(
      whileAskedFor(asked, async () => {
        const answer: unknown = await firstValueFrom(next.handle(), { defaultValue: undefined });
        const { found } = asked;
        if (!found) return answer;
        http.getResponse<Response>().setHeader('Purse-Number', found.moment.number);
        return this.file(found, format, Object.values(request.params).map(String));
      }),
    );
  }

  private file(
    { id, table, moment }: FoundTable,
    format: FileFormat,
    subjects: readonly string[],
  ): Promise<StreamableFile> {
    const { name, head, rows } = sheetOf(table);
    const of = subjects.length === 0 ? table.caption : `${table.caption} (${subjects.join(', ')})`;
    return fileOfList(
      {
        ...{ format, moment, head, rows, list: name, forPeople: true },
        ...{ named: [id, ...subjects], what: of, fund: null },
      },
      this.log,
      this.ledger.now(),
    );
  }
}
