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
import type { WrittenRow } from '#libs/interchange/written-value.js';
import type { Moment } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { reads, type Read } from '../api/reads.js';
import { LEDGER, TRANSPARENCY } from '../api/tokens.js';
import type { Ledger } from '../ledger/ledger.js';
import type { NamedLog } from '../log/made-from.js';
import type { FileFormat } from './about.js';
import { fileOfList } from './list-file.js';
import { listRequest, type ListRequest } from './list-request.js';
import { pageOfList, type ListPage } from './page-of-list.js';
import { fieldNames, fieldsOf, writtenValue, type Fields, type Listed } from './rows.js';

type Told = Omit<Moment, 'day'>;
/** What a read of a list answers: the moment that it holds for, and the list among other things. */
type Answer = Readonly<Record<string, unknown>> & Told & { readonly to?: Told };

/**
 * Every list of the API is filtered, sorted, divided into pages and written as a file here, whatever
 * controller answers it: as a file it is the same list, at the same moment, that the same person is shown.
 */
@Injectable()
export class ListInterceptor implements NestInterceptor {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(TRANSPARENCY) private readonly log: NamedLog,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const read = readOf(request);
    if (read?.list === undefined) return next.handle();
    const asked = listRequest({ ...read, list: read.list }, request);
    const ask = (query: ListRequest['query']): Promise<Answer> => {
      // Handlers read their parameters from the request, each time that they are asked.
      Object.defineProperty(request, 'query', { value: query, configurable: true });
      return firstValueFrom(next.handle()) as Promise<Answer>;
    };
    const response = http.getResponse<Response>().vary('Accept');
    return from(
      asked.format === 'json'
        ? listed(asked, ask)
        : this.file(asked, asked.format, ask, request, response),
    );
  }

  private async file(
    asked: ListRequest,
    format: FileFormat,
    ask: (query: ListRequest['query']) => Promise<Answer>,
    { params }: Request,
    response: Response,
  ): Promise<StreamableFile> {
    const { read } = asked;
    const first = await ask(asked.query);
    const moment = momentOf(first);
    const list = listNamed(asked, first);
    const firstRows = pageOfList(list.rows, asked).rows.map((row) => parted(row, read));
    const head = fieldNames(firstRows);
    const rows = written(head, read.pages ? allPages(asked, list.name, first, ask) : firstRows);
    response.setHeader('Purse-Number', moment.number);
    const fund = params['fund'];
    return fileOfList(
      {
        ...{ format, moment, head, rows, list: list.name, forPeople: asked.forPeople },
        named: [inLowerCase(list.name), ...Object.values(params).map(String)],
        what: read.summary,
        fund: typeof fund === 'string' ? fund : null,
      },
      this.log,
      this.ledger.now(),
    );
  }
}

const inLowerCase = (name: string): string => name.replace(/[A-Z]/g, '-$&').toLowerCase();

const plain = (path: string): string => path.replace(/:\w+|\{\w+\}/g, '{}');
const byPath = new Map(reads.map((read) => [`/api/v1/${plain(read.path)}`, read]));

function readOf({ method, route }: Request): Read | undefined {
  // HEAD asks what GET asks, but for the body of the answer.
  return method === 'GET' || method === 'HEAD'
    ? byPath.get(plain((route as { path: string }).path))
    : undefined;
}

async function listed(
  asked: ListRequest,
  ask: (query: ListRequest['query']) => Promise<Answer>,
): Promise<object> {
  const { name, sort, cursor, limit, filters, read } = asked;
  const answer = await ask(asked.query);
  const asksForRows = [name, sort, cursor, limit, filters[0]].some((part) => part !== undefined);
  if (read.pages || !(asksForRows || read.rowsMax || read.named)) return answer;
  const list = listNamed(asked, answer);
  const { rows, next } = pageOfList(list.rows, asked);
  return {
    ...(name === undefined ? answer : momentOf(answer)),
    [list.name]: limit === undefined ? rows.slice(0, read.rowsMax) : rows,
    ...(limit === undefined ? {} : { next }),
  };
}

/** Of two points that are compared, what is told holds for the later one. */
const momentOf = ({ to, number, recorded, final, effectiveOn }: Answer): Told =>
  to ?? { number, recorded, final, effectiveOn };

interface NamedList {
  readonly name: string;
  readonly rows: readonly Listed[];
}

/** The list that is meant, of those that an answer holds. */
function listNamed({ read, name }: ListRequest, answer: Answer): NamedList {
  const there = listsIn(answer);
  const wanted = there.find((list) => list.name === (name ?? read.list));
  if (wanted) return wanted;
  throw refuse('invalid-request', {
    detail: `list is one of ${there.map((list) => list.name).join(', ')}`,
  });
}

/** Every list in an answer: `within.lines` is the list `lines` of its part `within`. */
const listsIn = (part: object, before = ''): NamedList[] =>
  Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null) return [];
    const name = `${before}${key}`;
    if (!Array.isArray(value)) return listsIn(value, `${name}.`);
    return value.every((row) => typeof row === 'object') ? [{ name, rows: value as Listed[] }] : [];
  });

/** What comes page by page has the same fields on all of them, none of which is taken apart. */
const parted = (row: Listed, read: Read): Fields => fieldsOf(row, !read.pages);

async function* allPages(
  asked: ListRequest,
  name: string,
  first: Answer,
  ask: (query: ListRequest['query']) => Promise<Answer>,
): AsyncGenerator<Fields> {
  // What is recorded meanwhile is of no page.
  const query = { ...asked.query, asKnownAt: String(first.number) };
  for (let page: Answer = first; ;) {
    for (const row of page[name] as Listed[]) yield parted(row, asked.read);
    const { next } = page as unknown as ListPage;
    if (next === null) return;
    page = await ask({ ...query, cursor: next });
  }
}

async function* written(
  head: readonly string[],
  rows: Iterable<Fields> | AsyncIterable<Fields>,
): AsyncGenerator<WrittenRow> {
  for await (const fields of rows) {
    const strange = [...fields.keys()].find((name) => !head.includes(name));
    if (strange !== undefined)
      throw new Error(`a row has "${strange}", which no row before it has`);
    yield head.map((name) => writtenValue(fields.get(name)));
  }
}
