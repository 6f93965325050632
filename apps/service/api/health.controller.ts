import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { fundHealth } from '#projections/fund-health/fund-health.js';
import type { Reading } from '#projections/reading/reading.js';
import { READING } from '../reading/tokens.js';
import { pointOf, writtenMoment } from './point.js';
import { writtenFigures } from './written-figures.js';

/** The figures that the pages show. `from` asks for the postings behind an amount. */
@Controller('api/v1')
export class HealthController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get('funds/:fund/health')
  async health(
    @Param('fund') fund: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<object> {
    const view = await this.reading.fund(fund, pointOf(query));
    return {
      ...writtenMoment(view.moment),
      fund,
      day: view.moment.day,
      ...writtenFigures(fundHealth(view)),
    };
  }
}
