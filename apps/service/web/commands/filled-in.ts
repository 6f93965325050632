import type { Json, JsonObject } from '#contracts/envelope.js';
import type { Field, Grid, Leaf } from './fields.js';

/** A form as browsers send it: names that lead to a field, with one text or several. */
export type Sent = Readonly<Record<string, string | readonly string[]>>;

/** What came as a form: whatever no browser sends as one is no field of it. */
export const sentIn = (body: unknown): Sent =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
      (entry): entry is [string, string | readonly string[]] =>
        [entry[1]].flat().every((text) => typeof text === 'string'),
    ),
  );

/** What every form sends besides its fields: no field of a command is sent under these names. */
const sentBesides: ReadonlySet<string | number> = new Set(['form', 'key', 'step', 'holds']);

/** The name of a part within another. */
export const within = (path: string, name: string | number): string =>
  path !== '' ? `${path}.${name}` : sentBesides.has(name) ? `${name}~` : String(name);
/** Where one of several forms stands: apart from the others, so that what was filled in stays. */
export const formAt = (path: string, form: number): string => `${path}~${form}`;

export const textsOf = (sent: Sent, path: string): readonly string[] => {
  const value = sent[path];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};
export const textOf = (sent: Sent, path: string): string => (textsOf(sent, path)[0] ?? '').trim();

export const dayParts = ['day', 'month', 'year'] as const;

/**
 * What was filled in, as the command takes it; undefined where it was left empty. What cannot be read
 * is handed on as it was written, for the schema to say what is wrong with it.
 */
export function readForm(field: Field, path: string, sent: Sent): Json | undefined {
  const value = readFilled(field, path, sent);
  return value === undefined && field.nullable && !field.optional ? null : value;
}

function readFilled(field: Field, path: string, sent: Sent): Json | undefined {
  switch (field.kind) {
    case 'leaf':
      return readLeaf(field.leaf, path, sent);
    case 'choice':
      return textOf(sent, path) === '' ? undefined : textOf(sent, path);
    case 'several':
    case 'order':
      return orNone(
        field,
        [...textsOf(sent, path)].filter((each) => each !== ''),
      );
    case 'lines':
      return orNone(field, linesOf(sent, path));
    case 'rows':
      return orNone(
        field,
        filledRows(field.of, path, sent).flatMap(
          (row) => readForm(field.of, within(path, row), sent) ?? [],
        ),
      );
    case 'grid':
      return orNone(
        field,
        filledCells(field, path, sent).map(({ row, column }) =>
          readCell(field, path, sent, row, column),
        ),
      );
    case 'pairs':
      return readPairs(field.integer, path, sent);
    case 'part': {
      const members = field.members.flatMap(({ name, field: member }) => {
        const value = readForm(member, within(path, name), sent);
        return value === undefined ? [] : [[name, value] as const];
      });
      // Members that are always there do not fill in a part that may be left out.
      const isEmpty = !isFilledIn(field, path, sent);
      return isEmpty && (field.optional || field.nullable)
        ? undefined
        : Object.fromEntries<Json>(members);
    }
    case 'either': {
      const chosen = chosenForm(field, path, sent);
      const form = chosen === undefined ? undefined : field.forms[chosen];
      return form && chosen !== undefined
        ? readForm(form.field, formAt(path, chosen), sent)
        : undefined;
    }
    case 'fixed':
      return field.value;
  }
}

function readLeaf(leaf: Leaf, path: string, sent: Sent): Json | undefined {
  if (leaf === 'day') return readDay(path, sent);
  const text = textOf(sent, path);
  if (text === '') return undefined;
  switch (leaf) {
    case 'amount':
      return writtenAmount(text);
    case 'rate':
      return writtenRate(text);
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : text;
    case 'year':
    case 'text':
    case 'words':
      return text;
  }
}

/** `£1,200,000` and `1200000.5` as amounts are written; anything else as it is. */
export function writtenAmount(text: string): string {
  const plain = text.replaceAll(/[£,\s]/g, '').replace('\u2212', '-');
  const [, pounds, pence = ''] = /^(-?\d+)(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  return pounds === undefined ? text : `${pounds}.${pence.padEnd(2, '0')}`;
}

/** `4`, `4%` and `0.5 %` as rates are kept: `0.04` and `0.005`; anything else as it is. */
export function writtenRate(text: string): string {
  const plain = text.replaceAll(/[%\s]/g, '').replace('\u2212', '-');
  const [, sign = '', whole, rest = ''] = /^(-?)(\d{1,5})(?:\.(\d+))?$/.exec(plain) ?? [];
  if (whole === undefined) return text;
  const digits = whole.padStart(3, '0');
  return `${sign}${Number(digits.slice(0, -2))}.${digits.slice(-2)}${rest}`;
}

function readDay(path: string, sent: Sent): string | undefined {
  const [day = '', month = '', year = ''] = dayParts.map((part) => textOf(sent, `${path}-${part}`));
  if (`${day}${month}${year}` === '') return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function readPairs(integer: boolean, path: string, sent: Sent): JsonObject | undefined {
  const pairs = pairsAt(path, sent).map(({ name, value }) => [
    name,
    integer && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  ]);
  return pairs.length === 0 ? undefined : (Object.fromEntries(pairs) as JsonObject);
}

/** One pair on each line, as `name: value`. */
const pairsAt = (path: string, sent: Sent): { readonly name: string; readonly value: string }[] =>
  linesIn(textOf(sent, path)).map((line) => {
    const [name = '', ...value] = line.split(':');
    return { name: name.trim(), value: value.join(':').trim() };
  });

const linesIn = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Short texts: each ticked, or on a line of its own. */
export const linesOf = (sent: Sent, path: string): string[] => textsOf(sent, path).flatMap(linesIn);

/** An empty list is said where one is asked for. */
const orNone = ({ optional, nullable }: Field, list: Json[]): Json[] | undefined =>
  list.length === 0 && (optional || nullable) ? undefined : list;

/** Which of several forms was chosen. */
export function chosenForm(
  field: Field & { readonly kind: 'either' },
  path: string,
  sent: Sent,
): number | undefined {
  const chosen = textOf(sent, path);
  return /^\d{1,2}$/.test(chosen) && Number(chosen) < field.forms.length
    ? Number(chosen)
    : undefined;
}

/** More rows than people fill in by hand; longer lists come as files. */
const rowsMax = 60;

/** How many rows the form has had, filled in or not. */
export function rowsSent(path: string, sent: Sent): number {
  const places = Object.keys(sent)
    .filter((name) => name.startsWith(`${path}.`))
    .map((name) => Number(/^\d{1,3}/.exec(name.slice(path.length + 1))?.[0] ?? -1));
  return Math.min(rowsMax, Math.max(-1, ...places) + 1);
}

/** Rows in which something was filled in. */
export const filledRows = (of: Field, path: string, sent: Sent): number[] =>
  Array.from({ length: rowsSent(path, sent) }, (_, row) => row).filter((row) =>
    isFilledIn(of, within(path, row), sent),
  );

/** Where a grid has the year of a column, and the amount of a line in it. */
export const yearAt = ({ year }: Grid, path: string, column: number): string =>
  within(within(path, year.name), column);
export const amountAt = ({ amount }: Grid, path: string, row: number, column: number): string =>
  within(within(within(path, row), amount.name), column);

/** How many columns the form has had. */
export const columnsSent = (grid: Grid, path: string, sent: Sent): number =>
  rowsSent(within(path, grid.year.name), sent);

interface Place {
  readonly row: number;
  readonly column: number;
}

/**
 * The cells that say something, line by line. A line of which something is said but no amount stands in
 * the first column, where its amount is then missed. A year says nothing by itself.
 */
export function filledCells(grid: Grid, path: string, sent: Sent): Place[] {
  const columns = Math.max(1, columnsSent(grid, path, sent));
  return Array.from({ length: rowsSent(path, sent) }, (_, row) => row).flatMap((row) => {
    const cells = Array.from({ length: columns }, (_, column) => ({ row, column })).filter(
      ({ column }) => textOf(sent, amountAt(grid, path, row, column)) !== '',
    );
    const isNamed = grid.line.some(({ name, field }) =>
      isFilledIn(field, within(within(path, row), name), sent),
    );
    return cells.length === 0 && isNamed ? [{ row, column: 0 }] : cells;
  });
}

/** A cell as the command takes it: its line, its year and its amount. */
function readCell(grid: Grid, path: string, sent: Sent, row: number, column: number): JsonObject {
  const said = [
    ...grid.line.map(({ name, field }) => [name, field, within(within(path, row), name)] as const),
    [grid.year.name, grid.year.field, yearAt(grid, path, column)] as const,
    [grid.amount.name, grid.amount.field, amountAt(grid, path, row, column)] as const,
  ].flatMap(([name, field, at]) => {
    const value = readForm(field, at, sent);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries<Json>(said);
}

/** Whether anything was filled in at a place. A field that is fixed fills in nothing. */
export function isFilledIn(field: Field, path: string, sent: Sent): boolean {
  switch (field.kind) {
    case 'fixed':
      return false;
    case 'part':
      return field.members.some((each) => isFilledIn(each.field, within(path, each.name), sent));
    case 'rows':
      return filledRows(field.of, path, sent).length > 0;
    case 'grid':
      return filledCells(field, path, sent).length > 0;
    case 'leaf':
      if (field.leaf === 'day') return readDay(path, sent) !== undefined;
      return textOf(sent, path) !== '';
    case 'choice':
    case 'several':
    case 'order':
    case 'lines':
    case 'pairs':
    case 'either':
      return textsOf(sent, path).some((text) => text.trim() !== '');
  }
}

/** Where in the form what a schema says of a place in the command belongs. */
export function placeOf(
  field: Field,
  path: string,
  sent: Sent,
  [first, ...rest]: readonly PropertyKey[],
): string {
  if (first === undefined) return path;
  if (field.kind === 'part') {
    const member = field.members.find(({ name }) => name === first);
    return member ? placeOf(member.field, within(path, member.name), sent, rest) : path;
  }
  if (field.kind === 'rows' && typeof first === 'number') {
    const row = filledRows(field.of, path, sent)[first];
    return row === undefined ? path : placeOf(field.of, within(path, row), sent, rest);
  }
  if (field.kind === 'grid' && typeof first === 'number')
    return placeInGrid(field, path, sent, first, rest);
  if (field.kind === 'either') {
    const chosen = chosenForm(field, path, sent);
    const form = chosen === undefined ? undefined : field.forms[chosen];
    return form && chosen !== undefined
      ? placeOf(form.field, formAt(path, chosen), sent, [first, ...rest])
      : path;
  }
  return path;
}

function placeInGrid(
  grid: Grid,
  path: string,
  sent: Sent,
  cell: number,
  [name, ...rest]: readonly PropertyKey[],
): string {
  const found = filledCells(grid, path, sent)[cell];
  if (found === undefined) return path;
  if (name === grid.year.name) return yearAt(grid, path, found.column);
  const member = grid.line.find((each) => each.name === name);
  return member
    ? placeOf(member.field, within(within(path, found.row), member.name), sent, rest)
    : amountAt(grid, path, found.row, found.column);
}
