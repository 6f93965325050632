import type { Pence } from '#libs/money/pence.js';

/** A day as it stands in a table, such as "2026-04-01": workbooks have dates of their own. */
export interface WrittenDay {
  readonly day: string;
}

/** What a cell of a table that is written out holds: a text, an amount in pence, a number, a day, or nothing. */
export type WrittenValue = string | Pence | number | WrittenDay | null;

export type WrittenRow = readonly WrittenValue[];

/** Rows as they come, from a list or from a store. */
export type WrittenRows = Iterable<WrittenRow> | AsyncIterable<WrittenRow>;

/** A row that has not one value for each column of its table would shift what stands behind it. */
export function assertWidth(row: WrittenRow, head: readonly string[]): void {
  if (row.length !== head.length)
    throw new Error(`a row has ${row.length} values where its table has ${head.length} columns`);
}
