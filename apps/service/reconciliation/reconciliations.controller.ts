import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { formatPence } from '#libs/money/pence.js';
import type { ByAge, Sum, Unmatched } from '#projections/reconciliation/figures/statement.js';
import type { Reading } from '#projections/reading/reading.js';
import { Refused } from '#projections/reading/refused.js';
import { reasonOf, requiredIdentity } from '../api/asking.js';
import { fileAsked, withFile } from '../api/file-body.js';
import { pointOf, written, writtenMoment } from '../api/point.js';
import { LEDGER } from '../api/tokens.js';
import type { Ledger } from '../ledger/ledger.js';
import { READING } from '../reading/tokens.js';
import { readReconciliation } from './read.js';
import { takeExtract, type ExtractReport } from './take-extract.js';

/** The cash book beside a bank's, a general ledger's or a partner's record of the same money. */
@Controller('api/v1/reconciliations')
export class ReconciliationsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Get()
  async list(@Query() query: Readonly<Record<string, unknown>>): Promise<object> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    return {
      ...writtenMoment(moment),
      reconciliations: facts.list('reconciliation').map(written),
    };
  }

  @Get(':id')
  async one(
    @Param('id') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<object> {
    const { moment, terms, stands, signedBy, found } = await readReconciliation(
      this.ledger,
      this.reading,
      id,
      pointOf(query),
    );
    return {
      ...writtenMoment(moment),
      reconciliation: id,
      ...terms,
      state: stands,
      signed: signedBy,
      extract: writtenSum(found.extract),
      ledger: writtenSum(found.ledger),
      difference: formatPence(found.difference),
      explained: formatPence(found.explained),
      unmatchedLines: found.unmatchedLines.map(writtenItem('line')),
      unmatchedEntries: found.unmatchedEntries.map(writtenItem('number')),
      byAge: {
        lines: writtenAges(found.byAge.lines),
        entries: writtenAges(found.byAge.entries),
      },
      matches: found.matches,
    };
  }

  /** The extract: the body is the file as it is. */
  @Post(':id/extract')
  @HttpCode(200)
  async extract(
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: Request,
  ): Promise<ExtractReport> {
    const identity = requiredIdentity();
    const { dryRun, reason, file, mapping } = fileAsked(query);
    return withFile(request, async (open) => {
      const report = await takeExtract(this.ledger, id, {
        ...{ file, dryRun, mapping, open },
        provenance: {
          actor: identity.id,
          organisation: identity.organisation,
          authority: identity.authority,
          reason: reasonOf(reason ?? `Extract ${file}`),
        },
      });
      if ('refused' in report) throw new Refused(report.refused);
      return report;
    });
  }
}

const writtenSum = ({ count, pence }: Sum): object => ({ count, total: formatPence(pence) });

const writtenAges = (byAge: ByAge): object =>
  Object.fromEntries(Object.entries(byAge).map(([band, sum]) => [band, writtenSum(sum)]));

const writtenItem =
  (name: 'line' | 'number') =>
  ({ id, day, pence, age, band }: Unmatched): object => ({
    ...{ [name]: id, day, amount: formatPence(pence), age, band },
  });
