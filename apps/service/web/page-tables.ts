import type { WrittenSheet } from '#libs/interchange/workbook-writing.js';
import type { WrittenRow } from '#libs/interchange/written-value.js';
import type { Moment } from '#projections/reading/reading.js';
import { fileFormats, type FileFormat } from '../lists/about.js';
import { shownValue } from './shown-value.js';
import type { Table, TableFiles } from './table.js';

/** A table of a page, and the moment that the page holds for. */
export interface FoundTable {
  readonly id: string;
  readonly table: Table;
  readonly moment: Moment;
}

/**
 * The model of a page, each of its tables with links to itself as files, unless it has its own; and the
 * tables by their names, which are their captions, numbered where several have the same.
 */
export function tablesOf(
  model: object,
  filesOf: (id: string) => TableFiles,
): { readonly model: object; readonly tables: ReadonlyMap<string, Table> } {
  const tables = new Map<string, Table>();
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null || !isPlain(part)) return part;
    if (!isTable(part))
      return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, walk(value)]));
    const id = nameOf(part.caption, tables);
    tables.set(id, part);
    return part.rows.length === 0 ? part : { files: filesOf(id), ...part };
  };
  return { model: walk(model) as object, tables };
}

export const linksToFiles = (address: (format: FileFormat) => string): TableFiles =>
  fileFormats.map((format) => ({ format, href: address(format) }));

const isPlain = (part: object): boolean => Object.getPrototypeOf(part) === Object.prototype;
const isTable = (part: object): part is Table =>
  'caption' in part && 'head' in part && 'rows' in part;

function nameOf(caption: string, taken: ReadonlyMap<string, Table>): string {
  const plain = caption
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  for (let again = 1; ; again += 1) {
    const name = again === 1 ? plain : `${plain}-${again}`;
    if (!taken.has(name)) return name;
  }
}

/**
 * A table of a page as it is shown, its notes in columns of their own, its total as the last row; without
 * what there is to do.
 */
export function sheetOf({ caption, head, rows, total }: Table): WrittenSheet {
  const all = total ? [...rows, total] : rows;
  const columns = Array.from(
    { length: Math.max(head.length, ...all.map((row) => row.length)) },
    (_, place) => ({
      name: head[place]?.text ?? '',
      place,
      noted: all.some((row) => row[place]?.note !== undefined),
    }),
  ).filter(({ place }) => head[place]?.toDo !== true);
  return {
    name: caption,
    head: columns.flatMap(({ name, noted }) => (noted ? [name, `${name}: note`] : [name])),
    rows: all.map((row) =>
      columns.flatMap(({ place, noted }) => {
        const cell = row[place];
        const value = cell === undefined ? null : shownValue(cell);
        return noted ? [value, cell?.note ?? null] : [value];
      }),
    ) satisfies WrittenRow[],
  };
}
