import type { Request } from 'express';
import { z } from 'zod';
import { refuse } from '#projections/reading/refused.js';
import { checkedQuery } from '../api/checked-query.js';
import { listOf } from '../api/point.js';
import type { Read } from '../api/reads.js';
import { fileFormats, mediaTypes, type FileFormat } from './about.js';
import type { ListAsked } from './page-of-list.js';

/** A request for a list: what is for the list to say, and what for its own handler. */
export interface ListRequest extends ListAsked {
  readonly read: Read & { readonly list: string | null };
  readonly format: 'json' | FileFormat;
  /** For whom a file is written: whoever follows a link opens it in a spreadsheet. */
  readonly forPeople: boolean;
  /** Which list of an answer that has several. */
  readonly name: string | undefined;
  /** The query that the list's own handler sees. */
  readonly query: Readonly<Record<string, unknown>>;
}

const formats = ['json', ...fileFormats] as const;
/** What is asked of a handler at a time, for a file. */
const rowsPerPage = 1000;

const once = z.string().min(1).max(1000).optional();

/** The parameters of every list; those that its own handler takes are not among them. */
const Asked = z.object({
  format: z.enum(formats, { error: `format is one of ${formats.join(', ')}` }).optional(),
  list: once,
  sort: once,
  cursor: once,
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});

/** What of a request is meant for the list; undefined where what is read has none. */
export function listRequest(
  read: Read & { readonly list: string | null },
  request: Request,
): ListRequest {
  const said = Object.entries(request.query).filter(([, value]) => value !== '');
  const own = new Set([...Object.keys(read.parameters ?? {}), 'asKnownAt', 'effectiveOn']);
  const ours = (name: string): boolean => name in Asked.shape && !own.has(name);
  const asked = checkedQuery(Asked, Object.fromEntries(said.filter(([name]) => ours(name))));
  const { list: name, sort, cursor, limit } = asked;
  const format = asked.format ?? accepted(request);
  const whole = format !== 'json';
  if (whole && ['cursor', 'limit'].some((part) => request.query[part] !== undefined))
    throw refuse('invalid-request', {
      detail: 'a file holds the whole list: leave out cursor and limit',
    });
  if (read.pages && sort !== undefined)
    throw refuse('invalid-request', {
      detail: `${read.path} stands in the order of the log: leave out sort`,
    });
  // Where a handler divides its list into pages, it also says what may be asked of the rows.
  const passed = ([part]: readonly [string, unknown]): boolean =>
    read.pages ? !ours(part) : own.has(part);
  const filters = said
    .filter((part) => !ours(part[0]) && !passed(part))
    .map(([part, value]) => [part, listOf(value)] as const);
  return {
    ...{ read, format, name, sort, cursor, limit, filters },
    named: name === undefined || name === read.list ? read.named : undefined,
    forPeople: asked.format !== undefined,
    query: {
      ...Object.fromEntries(Object.entries(request.query).filter(passed)),
      ...(read.pages && whole ? { limit: String(rowsPerPage) } : {}),
    },
  };
}

/** A browser that takes anything is shown JSON; a program says what it wants. */
function accepted(request: Request): ListRequest['format'] {
  const type = request.accepts(['application/json', 'text/csv', mediaTypes.xlsx]);
  if (type === mediaTypes.xlsx) return 'xlsx';
  return type === 'text/csv' ? 'csv' : 'json';
}
