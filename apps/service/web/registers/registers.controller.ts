import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import type { Reading } from '#projections/reading/reading.js';
import { READING } from '../../reading/tokens.js';
import { contractSeen, contractsSeen } from '../../registers/contracts-seen.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { contractPage } from './contract-page.js';
import { contractsPage } from './contracts-page.js';

type Query = Readonly<Record<string, unknown>>;

/** Contracts as bodies have published them, for whoever has signed in. */
@Controller('published-contracts')
@UseFilters(PageErrorFilter)
export class RegisterPagesController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async contracts(@Query() query: Query): Promise<string> {
    const seen = await contractsSeen(this.reading, query);
    return page('registers/contracts', contractsPage(seen, query));
  }

  @Get(':contract')
  @Header('Cache-Control', 'no-store')
  async contract(@Param('contract') id: string, @Query() query: Query): Promise<string> {
    const seen = await contractSeen(this.reading, id, query);
    return page('registers/contract', contractPage(seen, query));
  }
}
