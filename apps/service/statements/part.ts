import type { LaidRow, StatementPart } from './layout.js';
import { valueOf, type Line } from './line.js';

type Columns = Readonly<Record<string, string>>;

/** A table of some fields, with their names as people say them, and its total. */
export const part = (
  heading: string,
  columns: Columns,
  lines: readonly Line[],
  total: Line | undefined,
  empty: string,
): StatementPart => ({
  heading,
  head: Object.values(columns),
  rows: lines.map((line): LaidRow =>
    Object.keys(columns).map((field) => valueOf(line[field], field)),
  ),
  ...(total && {
    total: Object.keys(columns).map((field, place) =>
      place === 0 ? 'Total' : field in total ? valueOf(total[field], field) : '',
    ),
  }),
  empty,
});
