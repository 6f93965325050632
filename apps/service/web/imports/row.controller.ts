import { Controller, Get, Header, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { problemDocument, type Refusal } from '#contracts/problems.js';
import { Text } from '#contracts/values.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { provenanceOf } from '../../api/asking.js';
import { LEDGER } from '../../api/tokens.js';
import { importedIn } from '../../imports/imported.js';
import { receivedRow, resubmitRow, type ReceivedRow } from '../../imports/resubmit-row.js';
import type { Ledger } from '../../ledger/ledger.js';
import { OWN_READING, READING } from '../../reading/tokens.js';
import { saidIn, type Said } from '../form/two-steps.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { capital } from '../words.js';
import { HeldFiles, type SentFile } from './held-files.js';
import { fundName, upTo } from './imports.controller.js';
import type { Fault } from './new-page.js';
import {
  cellsIn,
  rowCheckPage,
  rowFilePage,
  rowFormPage,
  rowHref,
  rowPutRightPage,
  type RowAt,
} from './row-page.js';
import { holder, sentWith } from './taking-files.js';

interface At {
  readonly fund: string;
  readonly import: string;
  readonly line: string;
}
type Answer = { readonly status: number; readonly html: string } | { readonly to: string };

/** One row that was set aside: shown as it was received, put right, checked, and recorded. */
@Controller('funds/:fund/imports/:import/rows/:line')
@UseFilters(PageErrorFilter)
export class RowPagesController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READING) private readonly reading: Reading,
    @Inject(OWN_READING) private readonly own: Reading,
    @Inject(HeldFiles) private readonly held: HeldFiles,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async show(@Param() at: At): Promise<string> {
    const row = await this.found(at);
    if (row.row.state === 'put right') return rowPutRightPage(row);
    const file = this.held.find(holder(), row.sha256);
    if (!file) return rowFilePage(row, undefined);
    return rowFormPage(row, await this.received(row, file), {}, [reasonOf(row)]);
  }

  @Post()
  @Header('Cache-Control', 'no-store')
  async take(@Param() at: At, @Req() request: Request, @Res() response: Response): Promise<void> {
    const answer = await this.answer(await this.found(at), request);
    if ('to' in answer) response.redirect(303, answer.to);
    else response.status(answer.status).type('html').send(answer.html);
  }

  private async answer(row: RowAt, request: Request): Promise<Answer> {
    const { file: sent, problem } = sentWith(request);
    const said = saidIn(request.body);
    if (sent || problem !== undefined || said['step'] === 'file')
      return this.taken(row, sent, problem);
    const file = this.held.find(holder(), row.sha256);
    if (!file)
      return {
        status: 400,
        html: rowFilePage(
          row,
          'The file was held for half an hour and is not any more. Choose it again.',
        ),
      };
    const received = await this.received(row, file);
    const again = (fault: Fault): Answer => ({
      status: 400,
      html: rowFormPage(row, received, said, [fault]),
    });
    if (said['step'] === 'change')
      return { status: 200, html: rowFormPage(row, received, said, [reasonOf(row)]) };
    if (!Text.safeParse(said['reason']).success)
      return again({
        name: 'reason',
        text: 'Say why it is put right so, in up to 2,000 characters.',
      });
    const report = await this.resubmit(row, file, received, said);
    if ('refused' in report) return again(faultOf(report.refused));
    return said['step'] === 'record'
      ? { to: `/funds/${row.fund}/imports/${row.import}?done=${row.row.line}` }
      : { status: 200, html: rowCheckPage(row, report, said) };
  }

  /** The file again, where it is that file: anything else is not held for it. */
  private taken(row: RowAt, file: SentFile | undefined, problem: string | undefined): Answer {
    const wrong = (text: string): Answer => ({ status: 400, html: rowFilePage(row, text) });
    if (problem !== undefined) return wrong(`${problem}.`);
    if (!file) return wrong('Choose the file.');
    if (file.sha256 !== row.sha256)
      return wrong(
        `${file.name} is another file than the one that was taken in: its hash is ${file.sha256}.`,
      );
    this.held.hold(holder(), file);
    return { to: rowHref(row) };
  }

  private async received(row: RowAt, file: SentFile): Promise<ReceivedRow> {
    const { fund, import: id, row: of } = row;
    const received = await receivedRow(this.ledger, {
      ...{ fund, import: id, line: of.line, open: file.read },
    });
    if ('refused' in received) throw new Refused(received.refused);
    return received;
  }

  private resubmit(row: RowAt, file: SentFile, received: ReceivedRow, said: Said) {
    const { fund, import: id, row: of } = row;
    return resubmitRow(this.ledger, {
      ...{ fund, import: id, line: of.line, open: file.read },
      cells: cellsIn(received, said),
      dryRun: said['step'] !== 'record',
      provenance: provenanceOf(said['reason']),
    });
  }

  private async found({ fund, import: id, line }: At): Promise<RowAt> {
    const { facts } = await this.reading.imported(id, {});
    const imported = importedIn(facts, fund, id);
    const row = imported.rows.find((each) => String(each.line) === line);
    if (!row) throw refuse('not-found', { what: 'row', id: line, where: 'what was set aside' });
    return {
      ...{ fund, import: id, row, file: imported.import.file },
      sha256: id.split('.')[0] ?? '',
      of: await fundName(this.own, fund),
      up: [
        ...(await upTo(this.own, fund)),
        { text: 'Files taken in', href: `/funds/${fund}/imports` },
        { text: imported.import.file, href: `/funds/${fund}/imports/${id}` },
      ],
    };
  }
}

/** Why it was set aside, beside the cell where that lies. */
const reasonOf = ({ row: { column, reason } }: RowAt): Fault => ({
  name: column,
  text: capital(reason),
});

const faultOf = (refusal: Refusal): Fault => {
  const { column, reason } = refusal.facts;
  return typeof column === 'string' && typeof reason === 'string'
    ? { name: column, text: capital(reason) }
    : { name: '', text: capital(problemDocument(refusal).detail) };
};
