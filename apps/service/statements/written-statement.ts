import { csv } from '#libs/interchange/csv-writing.js';
import { cellsOf, workbook, workbookCellsMax } from '#libs/interchange/workbook-writing.js';
import { refuse } from '#projections/reading/refused.js';
import { aboutLines, fileName, mediaTypes, type About } from '../lists/about.js';
import { figureHead, figureRows, partRows, type StatementLayout } from './layout.js';
import { pdf } from './pdf.js';

export const statementFormats = ['csv', 'xlsx', 'pdf'] as const;
export type StatementFormat = (typeof statementFormats)[number];

export const statementMediaTypes: Readonly<Record<StatementFormat, string>> = {
  ...mediaTypes,
  pdf: 'application/pdf',
};

/** A statement as a file: each says which log number and which root of the log it rests on. */
export async function writtenStatement(
  layout: StatementLayout,
  about: About,
  format: StatementFormat,
  { forPeople }: { readonly forPeople: boolean },
): Promise<Buffer> {
  switch (format) {
    case 'pdf':
      return pdf(layout, about);
    case 'csv': {
      const pieces = [];
      const rows = figureRows(aboutLines(about), layout);
      for await (const piece of csv(figureHead, rows, { forPeople })) pieces.push(piece);
      return Buffer.from(pieces.join(''));
    }
    case 'xlsx': {
      const sheets = layout.parts.map((part) => ({
        ...{ name: part.heading, head: part.head, rows: partRows(part) },
      }));
      if (cellsOf(sheets) > workbookCellsMax)
        throw refuse('too-large-for-a-workbook', { cellsMax: workbookCellsMax });
      const said = [['Statement', layout.title] as const, ['Of', layout.of] as const];
      const notes = layout.notes.map((note) => ['Note', note] as const);
      return workbook([...said, ...aboutLines(about), ...notes], sheets);
    }
  }
}

/** `memorandum-account-northmoor-2026-27-187.pdf` */
export const statementFileName = (
  kind: string,
  fund: string,
  period: string,
  moment: About['moment'],
  format: StatementFormat | 'json',
): string => fileName([kind, fund, period], moment, format);
