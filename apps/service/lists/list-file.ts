import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import { csv } from '#libs/interchange/csv-writing.js';
import { workbook, workbookCellsMax } from '#libs/interchange/workbook-writing.js';
import type { WrittenRow, WrittenRows } from '#libs/interchange/written-value.js';
import { refuse } from '#projections/reading/refused.js';
import type { NamedLog } from '../log/made-from.js';
import { aboutLines, aboutOf, fileName, mediaTypes, type About, type FileFormat } from './about.js';

/** A list that is sent as a file, at the moment that it holds for. */
export interface ListFile {
  readonly format: FileFormat;
  /** What its name says before the moment: what is listed, and of what. */
  readonly named: readonly string[];
  /** The same for the first sheet of a workbook, with the fund where it is of one. */
  readonly what: string;
  readonly fund: string | null;
  readonly moment: About['moment'];
  /** What its sheet is called. */
  readonly list: string;
  readonly head: readonly string[];
  readonly rows: WrittenRows;
  /** Whether people open it, in a spreadsheet. */
  readonly forPeople: boolean;
}

/** The file, with its rows as they come where its format allows. */
export async function fileOfList(
  { format, named, what, fund, moment, list, head, rows, forPeople }: ListFile,
  log: NamedLog,
  madeAt: Date,
): Promise<StreamableFile> {
  const disposition = `attachment; filename="${fileName(named, moment, format)}"`;
  const options = { type: mediaTypes[format], disposition };
  if (format === 'csv')
    return cutOffWhereItFails(
      new StreamableFile(Readable.from(csv(head, rows, { forPeople })), options),
    );
  const about = await aboutOf(what, fund, moment, log, madeAt);
  const sheet = { name: list, head, rows: await allOf(rows, head.length) };
  return new StreamableFile(await workbook(aboutLines(about), [sheet]), options);
}

/** All rows at once, for a file that is made in one piece. */
async function allOf(rows: WrittenRows, columns: number): Promise<WrittenRow[]> {
  const taken: WrittenRow[] = [];
  for await (const row of rows) {
    if (columns * (taken.length + 2) > workbookCellsMax)
      throw refuse('too-large-for-a-workbook', { cellsMax: workbookCellsMax });
    taken.push(row);
  }
  return taken;
}

/** Half of a file must not look like the whole. */
function cutOffWhereItFails(file: StreamableFile): StreamableFile {
  return file.setErrorHandler((error, response) => {
    (response as unknown as Response).destroy(error);
  });
}
