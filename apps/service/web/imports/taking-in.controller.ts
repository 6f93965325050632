import { Controller, Get, Header, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Day } from '#contracts/values.js';
import { problemDocument } from '#contracts/problems.js';
import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import type { Reading } from '#projections/reading/reading.js';
import { Refused } from '#projections/reading/refused.js';
import { provenanceOf } from '../../api/asking.js';
import { LEDGER } from '../../api/tokens.js';
import type { FormatName } from '../../imports/format.js';
import { importFile, type ImportReport } from '../../imports/import-file.js';
import { importsOf } from '../../imports/imported.js';
import type { Ledger } from '../../ledger/ledger.js';
import { OWN_READING, OWN_TRAIL, READING } from '../../reading/tokens.js';
import { saidIn, type Said } from '../form/two-steps.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { capital } from '../words.js';
import { checkPage, onPage, type Checked } from './check-page.js';
import { mappingIn } from './columns.js';
import { HeldFiles, type SentFile } from './held-files.js';
import { fundName, upTo } from './imports.controller.js';
import { newPage, type Choices, type Fault } from './new-page.js';
import { recordedPage } from './recorded-page.js';
import { holder, sentWith } from './taking-files.js';
import { isFormat } from './words.js';

/** A file is taken in: sent, shown as it is read, checked as often as it takes, and only then recorded. */
@Controller('funds/:fund/imports/new')
@UseFilters(PageErrorFilter)
export class TakingInController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READING) private readonly reading: Reading,
    @Inject(OWN_READING) private readonly own: Reading,
    @Inject(OWN_TRAIL) private readonly payments: AuditTrail,
    @Inject(HeldFiles) private readonly held: HeldFiles,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async ask(@Param('fund') fund: string): Promise<string> {
    return newPage(await this.choices(fund), {}, []);
  }

  @Post()
  @Header('Cache-Control', 'no-store')
  async take(
    @Param('fund') fund: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { status, html } = await this.answer(fund, request);
    response.status(status).type('html').send(html);
  }

  private async answer(fund: string, request: Request): Promise<{ status: number; html: string }> {
    const said = saidIn(request.body);
    const choices = await this.choices(fund);
    const again = (...faults: Fault[]) => ({ status: 400, html: newPage(choices, said, faults) });
    const { file: sent, problem } = sentWith(request);
    if (problem !== undefined) return again({ name: 'file', text: `${problem}.` });
    if (sent) this.held.hold(holder(), sent);
    const file = sent ?? this.held.find(holder(), said['sha256'] ?? '');
    const { format } = said;
    const like = choices.imports.find(({ id }) => id === said['like']);
    const faults: Fault[] = [
      ...(isFormat(format) ? [] : [{ name: 'format', text: 'Say what the file holds.' }]),
      ...(file ? [] : [{ name: 'file', text: fileMissing(said) }]),
      ...(like && like.format !== format
        ? [{ name: 'like', text: 'These are the columns of another kind of file.' }]
        : []),
    ];
    if (said['asAt'] && !Day.safeParse(said['asAt']).success)
      faults.push({ name: 'asAt', text: 'Write a day such as 2026-10-31.' });
    if (!isFormat(format) || !file || faults.length > 0) return again(...faults);
    const { chosen, mapping } = mappingIn(said, like?.mapping);
    const checked: Checked = { choices, file, said: { ...said, format }, chosen };
    try {
      const report = await this.read(fund, { ...said, format }, file, mapping);
      return {
        status: 200,
        html:
          said['step'] === 'record'
            ? recordedPage(choices, file, report)
            : checkPage(checked, report),
      };
    } catch (error) {
      if (error instanceof UnreadableFile)
        return error.columns.length === 0
          ? again({ name: 'file', text: onPage(error.message) })
          : { status: 400, html: checkPage(checked, error) };
      if (error instanceof Refused)
        return again({
          name: error.refusal.problem === 'publisher-not-said' ? 'publisher' : 'file',
          text: capital(problemDocument(error.refusal).detail),
        });
      throw error;
    }
  }

  /** Read, and recorded where somebody has said so, having seen what it holds. */
  private async read(
    fund: string,
    {
      format,
      scheme,
      source,
      publisher,
      asAt,
      reason,
      step,
    }: Said & { readonly format: FormatName },
    file: SentFile,
    mapping: Readonly<Record<string, string | null>> | undefined,
  ): Promise<ImportReport> {
    const report = await importFile(this.ledger, {
      ...{ fund, format, mapping, file: file.name, open: file.read, payments: this.payments },
      scheme: format === 'spending' && scheme ? scheme : undefined,
      source:
        (format === 'spending' || format === 'planning-workbook') && source ? source : undefined,
      publisher: format === 'contract-register' && publisher ? publisher : undefined,
      asAt: format === 'contract-register' && asAt ? asAt : undefined,
      dryRun: step !== 'record',
      provenance: provenanceOf(reason?.trim() ? reason : `Import of ${file.name}`),
    });
    if ('refused' in report) throw new Refused(report.refused);
    return report;
  }

  /** What may be chosen of the fund: names alone, also for who brings files in and sees nothing else of it. */
  private async choices(fund: string): Promise<Choices> {
    const { facts: place } = await this.reading.place({});
    const { facts } = await this.own.terms(fund, {});
    const named = (entity: 'scheme' | 'source') =>
      facts.list(entity).map(({ id, attributes }) => ({ value: id, text: attributes.name }));
    return {
      ...{ fund, name: await fundName(this.own, fund), up: await upTo(this.own, fund) },
      ...{ schemes: named('scheme'), sources: named('source') },
      imports: importsOf(place, fund).filter(
        ({ state, mapping }) => state === 'completed' && Object.keys(mapping).length > 0,
      ),
    };
  }
}

const fileMissing = ({ sha256 }: Said): string =>
  sha256 === undefined
    ? 'Choose a file.'
    : 'The file was held for half an hour and is not any more. Choose it again.';
