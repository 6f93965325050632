import { Controller, Get, Header, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { problemDocument } from '#contracts/problems.js';
import { EXTRACT_COLUMNS } from '#libs/interchange/columns/extract-columns.js';
import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import { parsePence } from '#libs/money/pence.js';
import type { Reading } from '#projections/reading/reading.js';
import type { Progress } from '#projections/runner/runner.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { provenanceOf } from '../../api/asking.js';
import { LEDGER, PROGRESS } from '../../api/tokens.js';
import type { Ledger } from '../../ledger/ledger.js';
import { READING } from '../../reading/tokens.js';
import { takeExtract, type ExtractReport } from '../../reconciliation/take-extract.js';
import { saidIn, type Said } from '../form/two-steps.js';
import { columnsForm, mappingFields, mappingIn, type Mapping } from '../imports/columns.js';
import { HeldFiles, sentBytesMax, type SentFile } from '../imports/held-files.js';
import { fundNamed, type Up } from '../imports/imports.controller.js';
import { holder, sentWith } from '../imports/taking-files.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { number, text, type Table } from '../table.js';
import { capital, money } from '../words.js';

const patience = 5_000;

interface Of {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly up: readonly Up[];
  /** Extracts of the fund, the latest first, whose columns may be kept to. */
  readonly likes: readonly {
    readonly id: string;
    readonly text: string;
    readonly mapping: Readonly<Record<string, string>>;
  }[];
}
/** An account is compared each month or quarter: the last ones are offered. */
const likesOffered = 12;

/** The extract of a reconciliation is sent, shown as it is read, and only then recorded. */
@Controller('funds/:fund/reconciliation/:id/extract')
@UseFilters(PageErrorFilter)
export class ExtractController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READING) private readonly reading: Reading,
    @Inject(HeldFiles) private readonly held: HeldFiles,
    @Inject(PROGRESS) private readonly progress: Progress,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async ask(@Param() named: Readonly<Record<string, string>>): Promise<string> {
    return askPage(await this.of(named), {});
  }

  @Post()
  @Header('Cache-Control', 'no-store')
  async take(
    @Param() named: Readonly<Record<string, string>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const of = await this.of(named);
    const said = saidIn(request.body);
    const again = (wrong: string) => {
      response
        .status(400)
        .type('html')
        .send(askPage(of, said, wrong));
    };
    const { file: sent, problem } = sentWith(request);
    if (problem !== undefined) {
      again(`${problem}.`);
      return;
    }
    if (sent) this.held.hold(holder(), sent);
    const file = sent ?? this.held.find(holder(), said['sha256'] ?? '');
    if (!file) {
      again('Choose a file. One that was sent is held for half an hour.');
      return;
    }
    const like = of.likes.find(({ id }) => id === said['like']);
    const { chosen, mapping = {} } = mappingIn(said, like?.mapping);
    try {
      const isRecorded = said['step'] === 'record';
      const report = await this.read(of.id, file, mapping, !isRecorded);
      if (isRecorded) {
        // What was recorded is on the page that this leads to.
        await this.progress.until((await this.ledger.store.head()).number, patience);
        response.redirect(303, of.path);
      } else
        response
          .status(200)
          .type('html')
          .send(checkPage(of, file, chosen, report));
    } catch (error) {
      if (error instanceof UnreadableFile)
        if (error.columns.length === 0) again(error.message);
        else
          response
            .status(400)
            .type('html')
            .send(checkPage(of, file, chosen, error));
      else if (error instanceof Refused) again(capital(problemDocument(error.refusal).detail));
      else throw error;
    }
  }

  private async read(
    id: string,
    file: SentFile,
    mapping: Mapping,
    dryRun: boolean,
  ): Promise<ExtractReport> {
    const report = await takeExtract(this.ledger, id, {
      ...{ file: file.name, open: file.read, mapping, dryRun },
      provenance: provenanceOf(`Extract ${file.name}`),
    });
    if ('refused' in report) throw new Refused(report.refused);
    return report;
  }

  /** Refuses what is no reconciliation of this fund. */
  private async of({ fund = '', id = '' }: Readonly<Record<string, string>>): Promise<Of> {
    const { facts } = await this.reading.place({});
    const found = facts.get('reconciliation', id);
    if (found?.attributes.fund !== fund)
      throw refuse('not-found', { what: 'reconciliation', id, where: 'the fund' });
    const list = `/funds/${fund}/reconciliation`;
    const path = `${list}/${encodeURIComponent(id)}`;
    return {
      ...{ id, path, name: fundNamed(facts, fund) },
      likes: facts
        .list('reconciliation')
        .filter(({ attributes }) => attributes.fund === fund && attributes.mapping !== undefined)
        .sort((a, b) => b.number - a.number)
        .slice(0, likesOffered)
        .map(({ id: like, attributes: { file = '', counterparty, mapping = {} } }) => ({
          ...{ id: like, mapping, text: `As in ${file}, of ${counterparty}` },
        })),
      up: [
        { text: fundNamed(facts, fund), href: `/funds/${fund}` },
        { text: 'Reconciliation', href: list },
        { text: found.attributes.counterparty, href: path },
      ],
    };
  }
}

const askPage = ({ name, up, likes }: Of, said: Said, wrong?: string): string =>
  page('reconciliation/extract', {
    ...{ title: 'Send the extract', of: name, up, wrong, said },
    largest: `${sentBytesMax / 1024 / 1024} MB`,
    likes:
      likes.length === 0
        ? undefined
        : [
            { value: '', text: 'By what they are called' },
            ...likes.map(({ id, text: words }) => ({ value: id, text: words })),
          ],
  });

const checkPage = (
  { name, up }: Of,
  file: SentFile,
  chosen: Mapping | undefined,
  found: ExtractReport | UnreadableFile,
): string =>
  page('reconciliation/extract-check', {
    ...{ title: 'Check what is read of the extract', of: name, up },
    said: { sha256: file.sha256 },
    columns: columnsForm(EXTRACT_COLUMNS, chosen, found),
    ...(found instanceof UnreadableFile ? { error: found.message } : reportOf(file, found)),
  });

const reportOf = (file: SentFile, report: ExtractReport): object => ({
  warnings: report.warnings,
  summary: [
    { label: 'File', value: file.name },
    { label: 'Rows in the file', value: String(report.rowsIn) },
    { label: 'Would be recorded', value: String(report.recorded) },
    { label: 'Set aside', value: String(report.quarantined.length) },
    { label: 'Total', value: money(parsePence(report.total)) },
    { label: 'SHA-256 of the file', value: report.sha256 },
  ],
  aside: {
    caption: 'Rows that are set aside',
    head: [number('Line'), text('Column'), text('Why')],
    rows: report.quarantined.map(({ line, column, reason }) => [
      number(String(line)),
      text(column),
      text(capital(reason)),
    ]),
    empty: 'None: every row can be read.',
  } satisfies Table,
  mapping: mappingFields(EXTRACT_COLUMNS, report.mapping),
});
