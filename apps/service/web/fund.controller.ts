import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import { yearOf } from '#contracts/financial-year.js';
import type { Reading } from '#projections/reading/reading.js';
import { currentAsker } from '../access/asking-as.js';
import { pointOf } from '../api/point.js';
import { READING } from '../reading/tokens.js';
import { fundPage } from './fund/fund-page.js';
import { withPoint } from './links.js';
import { page } from './pages.js';
import { PageErrorFilter } from './page-error.filter.js';

/** A fund's financial position, with its health as the heading line. */
@Controller('funds/:fund')
@UseFilters(PageErrorFilter)
export class FundController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async fund(
    @Param('fund') fund: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const view = await this.reading.fund(fund, pointOf(query));
    const years = [...new Set(view.balances.rows.map(({ year }) => year))].sort();
    const current = yearOf(view.moment.day);
    const wanted = typeof query['year'] === 'string' ? query['year'] : current;
    const year = years.includes(wanted) ? wanted : (years.at(-1) ?? current);
    const works = ['commissioner', 'approver'].includes(currentAsker()?.role ?? '');
    return page('fund', {
      ...fundPage(view, years, year, query),
      ...{ monitoring: withPoint(`/funds/${fund}/monitoring`, query) },
      ...{ calendar: withPoint(`/funds/${fund}/calendar`, query) },
      ...{ files: withPoint(`/funds/${fund}/imports`, query) },
      ...{ tasks: works ? `/funds/${fund}/tasks` : undefined },
    });
  }
}
