import { Controller, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { Id } from '#contracts/values.js';
import { Refused } from '#projections/reading/refused.js';
import { importFile, type ImportReport } from '../imports/import-file.js';
import type { Ledger } from '../ledger/ledger.js';
import { reasonOf, requiredIdentity } from './asking.js';
import { checkedQuery } from './checked-query.js';
import { fileParameters, mappingParameter, withFile } from './file-body.js';
import { LEDGER } from './tokens.js';

const Asked = z.object({
  format: z.enum(['spending', '360giving', 'contribution-schedule'], {
    error: 'give format=spending, 360giving or contribution-schedule',
  }),
  ...fileParameters,
  scheme: Id.optional(),
  source: Id.optional(),
  mapping: mappingParameter.optional(),
});

/** A file into a fund: the body is the file as it is. */
@Controller('api/v1')
export class ImportsController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Post('funds/:fund/imports')
  @HttpCode(200)
  async post(
    @Param('fund') fund: string,
    @Query() query: unknown,
    @Req() request: Request,
  ): Promise<ImportReport> {
    const identity = requiredIdentity();
    const { dryRun, reason, ...options } = checkedQuery(Asked, query);
    // Read twice: once to see what it holds, once to record it.
    return withFile(request, async (open) => {
      const report = await importFile(this.ledger, {
        ...options,
        ...{ fund, dryRun, open },
        provenance: {
          actor: identity.id,
          organisation: identity.organisation,
          authority: identity.authority,
          reason: reasonOf(reason ?? `Import of ${options.file}`),
        },
      });
      if ('refused' in report) throw new Refused(report.refused);
      return report;
    });
  }
}
