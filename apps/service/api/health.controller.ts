import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { calendar } from '#projections/fund-health/figures/calendar.js';
import { cashAhead } from '#projections/fund-health/figures/cash-ahead.js';
import { monitoring } from '#projections/fund-health/figures/monitoring.js';
import { proposals } from '#projections/fund-health/figures/proposals.js';
import { fundHealth } from '#projections/fund-health/fund-health.js';
import type { Reading } from '#projections/reading/reading.js';
import { READING } from '../reading/tokens.js';
import { monthAheadOf, monthIn } from './month-query.js';
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

  /** How a year stands at the end of a month; without them, of the last month that has ended. */
  @Get('funds/:fund/monitoring')
  async monitoring(
    @Param('fund') fund: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<object> {
    const view = await this.reading.fund(fund, pointOf(query));
    return {
      ...writtenMoment(view.moment),
      fund,
      day: view.moment.day,
      ...writtenFigures(monitoring(view, monthIn(query, view.moment.day))),
    };
  }

  /**
   * What falls due in twelve months, and what the host would hold at the end of each; of a month that is
   * named, also what it begins with and each amount that would come or go in it.
   */
  @Get('funds/:fund/calendar')
  async calendar(
    @Param('fund') fund: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<object> {
    const point = pointOf(query);
    const view = await this.reading.fund(fund, point);
    const waiting = proposals(await this.reading.waiting(point));
    const { month } = query;
    return {
      ...writtenMoment(view.moment),
      fund,
      day: view.moment.day,
      ...writtenFigures({
        calendar: calendar(view, waiting),
        cashAhead: cashAhead(view),
        ...(typeof month === 'string' ? { month: monthAheadOf(view, month) } : {}),
      }),
    };
  }
}
