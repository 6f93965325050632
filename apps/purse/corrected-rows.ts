import { createReadStream } from 'node:fs';
import { recordReader } from '#libs/interchange/delimited-records.js';
import { textLines } from '#libs/interchange/text-lines.js';
import type { ReceivedRow } from '#apps/service/imports/resubmit-row.js';
import { ExplainedError } from '#apps/service/explained.js';

/** Before the columns of the file itself, whatever these are called. */
export const correctionHead = ['line', 'why it was set aside'];

/** A row of a file as it stands in a table of rows to be put right, and where in that table. */
export interface CorrectedRow {
  readonly at: number;
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** Rows of a table as `purse rows --out` writes it. Throws an ExplainedError where it is another table. */
export async function correctedRows(path: string): Promise<CorrectedRow[]> {
  const reader = recordReader(',');
  const records = [];
  for await (const line of textLines(createReadStream(path), {
    encoding: 'UTF-8',
    windowsLines: 0,
  }))
    records.push(...reader.push(line));
  const [head, ...rows] = [...records, ...reader.end()].map((record) => {
    if ('cells' in record) return { at: record.line, cells: record.cells };
    throw new ExplainedError(`${path}, line ${record.line}: ${record.broken}.`);
  });
  if (head === undefined || head.cells[0]?.trim() !== correctionHead[0])
    throw new ExplainedError(
      `${path} is no table of rows to be put right: its first column is called "line". "purse rows --out" writes such a table.`,
    );
  const columns = head.cells.slice(correctionHead.length);
  return rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ at, cells: [line = '', , ...texts] }) => {
      if (!/^\d{1,9}$/.test(line.trim()))
        throw new ExplainedError(`${path}, line ${at}, line: "${line}" is no line of a file.`);
      return {
        ...{ at, line: Number(line) },
        cells: new Map(columns.map((column, place) => [column, texts[place] ?? ''])),
      };
    });
}

/**
 * What was put right: what is another text than was received. A spreadsheet's apostrophe before what it
 * may take for a formula is none; of a row that is no row of its table, what is left empty is not named.
 */
export const changesOf = (
  { cells }: CorrectedRow,
  { cells: received }: ReceivedRow,
): Record<string, string> =>
  Object.fromEntries(
    [...cells].filter(([column, text]) => {
      const was = received[column] ?? '';
      return text !== was && text !== `'${was}`;
    }),
  );
