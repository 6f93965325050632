import { parsePence } from '#libs/money/pence.js';
import type { SetAsideRow } from '../../imports/imported.js';
import type { ReceivedRow, RowReport } from '../../imports/resubmit-row.js';
import type { Said } from '../form/two-steps.js';
import { page } from '../pages.js';
import { capital, money } from '../words.js';
import type { Up } from './imports.controller.js';
import type { Fault } from './new-page.js';
import { changeInWords } from './tables.js';

/** A row that was set aside, and where it stands. */
export interface RowAt {
  readonly fund: string;
  readonly of: string;
  readonly import: string;
  readonly sha256: string;
  readonly file: string;
  readonly row: SetAsideRow;
  readonly up: readonly Up[];
}

export const rowHref = ({ fund, import: id, row }: RowAt): string =>
  `/funds/${fund}/imports/${id}/rows/${row.line}`;

const framed = ({ of, up, file, row: { line, column, reason } }: RowAt): object => ({
  ...{ title: `Line ${line}`, of, up, file },
  why: column === '' ? capital(reason) : `${column}: ${reason}`,
});

/** Fields are called after their places: a column may be called anything. */
const fieldAt = (place: number): string => `cell-${place}`;

/** What stands for what was received, by column: only what is another text than it was. */
export const cellsIn = ({ columns, cells }: ReceivedRow, said: Said): Record<string, string> =>
  Object.fromEntries(
    columns.flatMap(({ column }, place) => {
      const text = said[fieldAt(place)];
      // A line of a form holds no line breaks.
      const was = cells[column]?.replace(/[\r\n]/g, '') ?? null;
      return text === undefined || text === was ? [] : [[column, text] as const];
    }),
  );

/** The file is not held: nobody but who has it can say what stands in the row. */
export const rowFilePage = (at: RowAt, error: string | undefined): string =>
  page('imports/row-file', { ...framed(at), sha256: at.sha256, error });

/** Each cell that is read, as it was received, with what is wrong beside it. */
export function rowFormPage(
  at: RowAt,
  { columns, cells }: ReceivedRow,
  said: Said,
  faults: readonly Fault[],
): string {
  const fields = columns.map(({ column, meaning }, place) => ({
    name: fieldAt(place),
    label: column,
    hint: meaning === column ? undefined : { text: capital(meaning) },
    value: said[fieldAt(place)] ?? cells[column] ?? '',
    error: faultIn(faults, column),
  }));
  const placed = ({ name }: Fault): string =>
    name === 'reason'
      ? name
      : fieldAt(
          Math.max(
            0,
            columns.findIndex(({ column }) => column === name),
          ),
        );
  return page('imports/row', {
    ...{ ...framed(at), fields },
    errors: faults.map((fault) => ({ text: fault.text, href: `#${placed(fault)}` })),
    reason: { value: said['reason'] ?? '', error: faultIn(faults, 'reason') },
    unplaced: Object.values(cells).every((cell) => cell === null),
  });
}

const faultIn = (faults: readonly Fault[], name: string): { text: string } | undefined => {
  const fault = faults.find((each) => each.name === name);
  return fault && { text: fault.text };
};

/** What would be recorded, before it is. */
export const rowCheckPage = (at: RowAt, report: RowReport, said: Said): string =>
  page('imports/row-check', {
    ...framed(at),
    title: 'Check what you put right',
    line: at.row.line,
    changes: report.changes.map(changeInWords),
    lines: report.lines.length > 1 ? report.lines.join(', ') : undefined,
    total: money(parsePence(report.total)),
    reason: said['reason'],
    said: Object.entries(said).filter(([name]) => name.startsWith('cell-') || name === 'reason'),
  });

export const rowPutRightPage = (at: RowAt): string =>
  page('imports/row-done', {
    ...framed(at),
    changes: at.row.changes.map(changeInWords),
    event: at.row.correctedBy,
  });
