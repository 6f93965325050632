import { isWritable } from '#contracts/writable.js';

import {
  type ColumnMatch,
  type ColumnMeanings,
  type Mapping,
  columnCalled,
  columnNames,
  matchColumns,
} from './columns/match-columns.js';
import { quoted } from './reading.js';
import { UnreadableFile } from './unreadable-file.js';

/** The header row of a table and what its columns mean. */
export interface TableHeader<M extends string> {
  /** Physical line of the header, from 1; lines above it are titles. */
  readonly line: number;
  /** Which of the tables that the file might be. */
  readonly table: number;
  readonly columns: readonly string[];
  readonly match: ColumnMatch<M>;
  /** Position of the column of each meaning that has one. */
  readonly positions: Readonly<Partial<Record<M, number>>>;
  readonly warnings: readonly string[];
}

/** A row in which a header may stand. */
export interface HeadRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Finds the header by meaning, among the first rows of each table that the file might be (a text by
 * another delimiter, another sheet of a workbook): the one under which the most required meanings, then
 * the most meanings, have a column. Throws UnreadableFile when a required meaning has none.
 */
export const findHeader = <M extends string>(
  heads: readonly (readonly HeadRow[])[],
  meanings: ColumnMeanings<M>,
  given: Mapping<M>,
): TableHeader<M> => {
  refuseMeanings(meanings, given);
  const candidates = heads.flatMap((head, table) =>
    head.filter(isRow).map(({ line, cells }) => {
      const columns = columnNames(fewEnough(cells));
      const match = matchColumns(columns, meanings, withoutUnknown(columns, meanings, given));
      return { line, table, columns, match, score: scoreOf(columns, match, given) };
    }),
  );
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (sofar, next) => (sofar === undefined || next.score > sofar.score ? next : sofar),
    undefined,
  );
  if (best === undefined) {
    throw new UnreadableFile(
      'no-header',
      'The file holds no row with two or more cells; it should start with a header row that names its columns.',
    );
  }
  refuseUnwritable(best.line, best.columns);
  refuseUnknown(best.columns, meanings, given);
  refuseMissing(best.columns, best.match, meanings);
  return {
    line: best.line,
    table: best.table,
    columns: best.columns,
    match: best.match,
    positions: positionsOf(best.columns, best.match),
    warnings: [
      ...unknownNames(best.columns, given).map(([meaning, name]) => {
        const instead: string | null = best.match.mapping[meaning];
        return `The mapping names the column ${quoted(name)} for ${meanings[meaning].title}, which this file does not have; ${
          instead === null
            ? 'no other column was found for it'
            : `${quoted(instead)} was taken instead`
        }.`;
      }),
      ...best.match.ambiguous.map(
        ({ meaning, chosen, alsoFits }) =>
          `${quoted(chosen)} was taken for ${meanings[meaning].title}; ${alsoFits
            .map(quoted)
            .join(', ')} would fit as well. Name the right one in the mapping.`,
      ),
    ],
  };
};

const isRow = ({ cells }: HeadRow): boolean =>
  cells.filter((cell) => cell.trim() !== '').length >= 2;

/** What each column might mean is tried on each: no table that people made has so many. */
const COLUMNS_MOST = 1_000;

const fewEnough = (cells: readonly string[]): readonly string[] => {
  if (cells.length <= COLUMNS_MOST) return cells;
  throw new UnreadableFile(
    'too-many-columns',
    `The file has a row of ${String(cells.length)} cells near its start; a table of at most ${String(COLUMNS_MOST)} columns is expected.`,
  );
};

const scoreOf = <M extends string>(
  columns: readonly string[],
  match: ColumnMatch<M>,
  given: Mapping<M>,
): number => {
  const named = Object.keys(given).length - unknownNames(columns, given).length;
  const found = Object.values(match.mapping).filter((column) => column !== null).length;
  return named * 100_000 - match.missing.length * 1_000 + found * 10;
};

const entries = <M extends string>(given: Mapping<M>): readonly (readonly [M, string])[] =>
  (Object.entries(given) as [M, string | null | undefined][]).flatMap(([meaning, name]) =>
    typeof name === 'string' ? [[meaning, name] as const] : [],
  );

const unknownNames = <M extends string>(columns: readonly string[], given: Mapping<M>) =>
  entries(given).filter(([, name]) => columnCalled(columns, name) === undefined);

/** A mapping may come from anybody: what it names beside the meanings of this table is refused. */
const refuseMeanings = <M extends string>(meanings: ColumnMeanings<M>, given: Mapping<M>): void => {
  const unknown = Object.keys(given).find((meaning) => !Object.hasOwn(meanings, meaning));
  if (unknown === undefined) return;
  throw new UnreadableFile(
    'mapping-unknown',
    `The mapping names ${quoted(unknown)}, which no column of this kind of file means; it may name ${Object.keys(
      meanings,
    ).join(', ')}.`,
  );
};

/** A kept mapping meets a file whose optional columns are spelt anew: those are matched by meaning again. */
const withoutUnknown = <M extends string>(
  columns: readonly string[],
  meanings: ColumnMeanings<M>,
  given: Mapping<M>,
): Mapping<M> => {
  const unknown = new Set<string>(
    unknownNames(columns, given)
      .filter(([meaning]) => !meanings[meaning].required)
      .map(([meaning]) => meaning),
  );
  return Object.fromEntries(
    Object.entries(given).filter(([meaning]) => !unknown.has(meaning)),
  ) as Mapping<M>;
};

const refuseUnwritable = (line: number, columns: readonly string[]): void => {
  if (columns.every(isWritable)) return;
  throw new UnreadableFile(
    'not-text',
    `Line ${String(line)} names a column with a character that no text may hold (NUL); save the file as text again.`,
  );
};

const refuseUnknown = <M extends string>(
  columns: readonly string[],
  meanings: ColumnMeanings<M>,
  given: Mapping<M>,
): void => {
  const unknown = unknownNames(columns, given).find(([meaning]) => meanings[meaning].required);
  if (unknown === undefined) return;
  const [meaning, name] = unknown;
  throw new UnreadableFile(
    'mapping-unknown',
    `The mapping names the column ${quoted(name)} for ${meanings[meaning].title}, but the file's columns are ${columns
      .map(quoted)
      .join(', ')}; name one of these.`,
    columns,
  );
};

const refuseMissing = <M extends string>(
  columns: readonly string[],
  match: ColumnMatch<M>,
  meanings: ColumnMeanings<M>,
): void => {
  const first = match.missing[0];
  if (first === undefined) return;
  throw new UnreadableFile(
    'columns-missing',
    `No column was recognised for ${match.missing.map((key) => meanings[key].title).join(' and ')} (columns found: ${columns
      .map(quoted)
      .join(
        ', ',
      )}); name it in the mapping, for example {${JSON.stringify(first)}: ${JSON.stringify(
      columns[0] ?? '',
    )}}.`,
    columns,
  );
};

const positionsOf = <M extends string>(
  columns: readonly string[],
  match: ColumnMatch<M>,
): Partial<Record<M, number>> => {
  const positions: Partial<Record<M, number>> = {};
  for (const [meaning, column] of Object.entries(match.mapping) as [M, string | null][]) {
    if (column !== null) positions[meaning] = columns.indexOf(column);
  }
  return positions;
};
