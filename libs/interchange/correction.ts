import { UnreadableFile } from './unreadable-file.js';

/** What somebody put right in one row of a file: by column, the text that stands for what was received. */
export interface Correction {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /**
   * Told what was received in each of these columns; null where the row was no row of its table, so that
   * nobody can tell what stood in which column.
   */
  readonly note: (received: Readonly<Record<string, string | null>>) => void;
}

/** The row as it was put right, and what stood there told. What is not named stays as it was received. */
export function corrected(
  { cells: named, note }: Correction,
  columns: readonly string[],
  cells: readonly string[] | null,
): string[] {
  const stranger = Object.keys(named).find((column) => !columns.includes(column));
  if (stranger !== undefined)
    throw new UnreadableFile(
      'mapping-unknown',
      `The file has no column “${stranger}”; it has ${columns.join(', ')}.`,
    );
  note(
    Object.fromEntries(
      Object.keys(named).map((column) => [
        column,
        cells?.[columns.indexOf(column)]?.trim() ?? null,
      ]),
    ),
  );
  return columns.map((column, at) => named[column] ?? cells?.[at] ?? '');
}
