import { Controller, Get, Header, Inject, Query, UseFilters } from '@nestjs/common';
import type { Reading } from '#projections/reading/reading.js';
import { ecosystemSeen } from '../../api/ecosystem-asked.js';
import { READING } from '../../reading/tokens.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { ecosystemPage } from './ecosystem-page.js';
import { linesPage } from './lines-page.js';

type Query = Readonly<Record<string, unknown>>;

/** What is invested in a place, for whoever puts money in, keeps it or audits it. */
@Controller('ecosystem')
@UseFilters(PageErrorFilter)
export class EcosystemPagesController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async ecosystem(@Query() query: Query): Promise<string> {
    const seen = await ecosystemSeen(this.reading, query);
    return page('ecosystem/ecosystem', ecosystemPage(seen, query));
  }

  /** What an amount of that page is made of. */
  @Get('lines')
  @Header('Cache-Control', 'no-store')
  async lines(@Query() query: Query): Promise<string> {
    const seen = await ecosystemSeen(this.reading, query);
    return page('ecosystem/lines', linesPage(seen, query));
  }
}
