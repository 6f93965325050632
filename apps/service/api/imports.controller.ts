import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Controller, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { Id } from '#contracts/values.js';
import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { importFile, type ImportReport } from '../imports/import-file.js';
import type { Ledger } from '../ledger/ledger.js';
import { reasonOf, requiredIdentity } from './asking.js';
import { LEDGER } from './tokens.js';

const bytesMax = 64 * 1024 * 1024;

const Asked = z.object({
  format: z.enum(['spending', '360giving', 'contribution-schedule'], {
    error: 'give format=spending, 360giving or contribution-schedule',
  }),
  file: z.string().min(1).max(300).default('unnamed'),
  dryRun: z.enum(['true', 'false']).default('false'),
  scheme: Id.optional(),
  source: Id.optional(),
  reason: z.string().optional(),
  mapping: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'mapping is no JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string(), z.string().nullable()))
    .optional(),
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
    const identity = requiredIdentity(request);
    const asked = Asked.safeParse(query);
    if (!asked.success)
      throw refuse('invalid-request', {
        detail: asked.error.issues
          .map(({ path, message }) => `${path.join('.')}: ${message}`)
          .join('; '),
      });
    const { dryRun, reason, ...options } = asked.data;
    const folder = await mkdtemp(join(tmpdir(), 'purse-import-'));
    try {
      // Read twice: once to see what it holds, once to record it.
      const path = join(folder, 'file');
      await pipeline(request, limited, createWriteStream(path));
      const report = await importFile(this.ledger, {
        ...options,
        fund,
        dryRun: dryRun === 'true',
        open: () => createReadStream(path),
        provenance: {
          actor: identity.id,
          organisation: identity.organisation,
          authority: identity.authority,
          reason: reasonOf(reason ?? `Import of ${options.file}`),
        },
      });
      if ('refused' in report) throw new Refused(report.refused);
      return report;
    } catch (error) {
      if (error instanceof UnreadableFile)
        throw refuse('unreadable-file', { detail: error.message, code: error.code });
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw refuse('too-large', { limit: '64 MiB' });
    yield chunk;
  }
}
