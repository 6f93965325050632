import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { Day, Id, Text } from '#contracts/values.js';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { formatNames } from '../imports/format.js';
import { importedIn } from '../imports/imported.js';
import { importFile, type ImportReport } from '../imports/import-file.js';
import { resubmitRow, type RowReport } from '../imports/resubmit-row.js';
import type { Ledger } from '../ledger/ledger.js';
import { OWN_TRAIL, READING } from '../reading/tokens.js';
import { provenanceOf } from './asking.js';
import { checkedQuery } from './checked-query.js';
import { pointOf, writtenMoment } from './point.js';
import { fileParameters, jsonParameter, mappingParameter, withFile } from './file-body.js';
import { LEDGER } from './tokens.js';

const Asked = z.object({
  format: z.enum(formatNames, {
    error: `give format=${formatNames.slice(0, -1).join(', ')} or ${formatNames.at(-1) ?? ''}`,
  }),
  ...fileParameters,
  scheme: Id.optional(),
  source: Id.optional(),
  publisher: Text.optional(),
  asAt: Day.optional(),
  mapping: mappingParameter.optional(),
});

/** By column; none where the row is submitted as it was received. */
const Cells = jsonParameter('corrections').pipe(
  z.record(z.string().min(1).max(300), z.string().max(2000)),
);

const RowAsked = Asked.omit({ format: true, file: true, publisher: true, asAt: true }).extend({
  corrections: Cells.default({}),
  reason: z.string({ error: 'give the reason for which the row is put right' }).min(1),
});
const Line = z.coerce.number().int().min(1).max(100_000_000);

/** A file into a fund: the body is the file as it is. */
@Controller('api/v1')
export class ImportsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(OWN_TRAIL) private readonly payments: AuditTrail,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Post('funds/:fund/imports')
  @HttpCode(200)
  async post(
    @Param('fund') fund: string,
    @Query() query: unknown,
    @Req() request: Request,
  ): Promise<ImportReport> {
    const { dryRun, reason, ...options } = checkedQuery(Asked, query);
    // Read twice: once to see what it holds, once to record it.
    return withFile(request, async (open) => {
      const report = await importFile(this.ledger, {
        ...options,
        ...{ fund, dryRun, open, payments: this.payments },
        provenance: provenanceOf(reason ?? `Import of ${options.file}`),
      });
      if ('refused' in report) throw new Refused(report.refused);
      return report;
    });
  }

  /** What became of rows that were not simply recorded: set aside, recorded in part, or said before. */
  @Get('funds/:fund/imports/:import/rows')
  async rows(
    @Param('fund') fund: string,
    @Param('import') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<object> {
    const { moment, facts } = await this.reading.imported(id, pointOf(query));
    return { ...writtenMoment(moment), ...importedIn(facts, fund, id) };
  }

  /** A quarantined row put right: the body is the file as it was first sent, whose hash names the import. */
  @Post('funds/:fund/imports/:import/rows/:line')
  @HttpCode(200)
  async resubmit(
    @Param('fund') fund: string,
    @Param('import') id: string,
    @Param('line') line: string,
    @Query() query: unknown,
    @Req() request: Request,
  ): Promise<RowReport> {
    const { dryRun, reason, corrections: cells, ...options } = checkedQuery(RowAsked, query);
    const row = Line.safeParse(line);
    if (!row.success) throw refuse('not-found', { what: 'row', id: line, where: 'the file' });
    return withFile(request, async (open) => {
      const report = await resubmitRow(this.ledger, {
        ...options,
        ...{ fund, dryRun, open, import: id, line: row.data, cells },
        provenance: provenanceOf(reason),
      });
      if ('refused' in report) throw new Refused(report.refused);
      return report;
    });
  }
}
