import { Controller, Get, Header, Inject, UseFilters } from '@nestjs/common';
import type { Reading } from '#projections/reading/reading.js';
import { TRANSPARENCY } from '../api/tokens.js';
import type { LogService } from '../log/log-service.js';
import { checkpointsBelow } from '../log/stored-checkpoints.js';
import { READING } from '../reading/tokens.js';
import { checkpointsTable, cosignersOf } from './evidence/checkpoints-table.js';
import { PageErrorFilter } from './page-error.filter.js';
import { page } from './pages.js';
import { instantInWords } from './words.js';

const shownMax = 10;

/** What the log is, and how anybody finds out whether something in it was changed; in words. */
@Controller('log')
@UseFilters(PageErrorFilter)
export class LogPageController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(TRANSPARENCY) private readonly log: Pick<LogService, 'pool' | 'origin'>,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async about(): Promise<string> {
    const checkpoints = await checkpointsBelow(this.log.pool, Number.MAX_SAFE_INTEGER, shownMax);
    const newest = checkpoints[0];
    return page('log', {
      // What was signed is read as it is now: a checkpoint is of a size, which it names itself.
      ...{ moment: await this.reading.moment({}), standing: null },
      origin: this.log.origin,
      newest: newest && {
        size: newest.size,
        signed: instantInWords(newest.signed),
        root: Buffer.from(newest.root).toString('base64'),
        cosigners: cosignersOf(newest),
      },
      table: checkpointsTable(checkpoints),
    });
  }
}
