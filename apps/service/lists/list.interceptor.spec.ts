import type { CallHandler, ExecutionContext } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { lastValueFrom, of } from 'rxjs';
import { workbookCellsMax } from '#libs/interchange/workbook-writing.js';
import type { Ledger } from '../ledger/ledger.js';
import { ListInterceptor } from './list.interceptor.js';

const log = { origin: 'purse.example', rootAt: () => Promise.resolve(Buffer.alloc(32)) };
const ledger = { now: () => new Date('2026-11-22T09:00:00Z') } as Ledger;
const lists = new ListInterceptor(ledger, log);

/** Asks for postings in a file, of a handler that answers so many pages of a thousand. */
const asked = async (format: string, pages: number, strange?: number) => {
  const queries: unknown[] = [];
  const request = {
    ...{ method: 'GET', route: { path: '/api/v1/funds/:fund/postings' } },
    ...{ params: { fund: 'pool' }, query: { format, account: 'cash:held' } },
  };
  const response = { vary: () => response, setHeader: () => response };
  const handler: CallHandler = {
    handle: () => {
      queries.push(request.query);
      const page = queries.length;
      return of({
        ...{ number: 7, recorded: null, final: true, effectiveOn: null },
        postings: Array.from({ length: 1000 }, (_, line) => ({
          ...{ number: page, line, amount: '1.00' },
          ...(page === strange ? { strange: 'field' } : {}),
        })),
        next: page < pages ? `${page}-999` : null,
      });
    },
  };
  const context = {
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }),
  } as unknown as ExecutionContext;
  const file = (await lastValueFrom(lists.intercept(context, handler))) as StreamableFile;
  return { file, queries };
};

const textOf = async (file: StreamableFile): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of file.getStream()) pieces.push(Buffer.from(piece as Buffer));
  return Buffer.concat(pieces).toString();
};

it('asks for page after page of one moment, and writes them all', async () => {
  const { file, queries } = await asked('csv', 3);
  const lines = (await textOf(file)).trim().split('\r\n');
  expect(lines).toHaveLength(1 + 3_000);
  expect(lines.at(-1)).toBe('3,999,1.00');
  const query = { account: 'cash:held', limit: '1000' };
  expect(queries).toEqual([
    query,
    { ...query, asKnownAt: '7', cursor: '1-999' },
    { ...query, asKnownAt: '7', cursor: '2-999' },
  ]);
});

it('asks for no page before the one before it was read', async () => {
  const { file, queries } = await asked('csv', 1_000);
  expect(queries.length).toBeLessThan(10);
  file.getStream().destroy();
});

it('breaks off where a row has a field that has no column', async () => {
  const { file } = await asked('csv', 3, 2);
  await expect(textOf(file)).rejects.toThrow(/a row has "strange"/);
});

it('makes no workbook of more than it can hold', async () => {
  const pages = Math.ceil(workbookCellsMax / 3 / 1000);
  await expect(asked('xlsx', pages)).rejects.toMatchObject({
    refusal: { problem: 'too-large-for-a-workbook', facts: { cellsMax: workbookCellsMax } },
  });
  const { file } = await asked('xlsx', 2);
  expect((await textOf(file)).slice(0, 2)).toBe('PK');
});
