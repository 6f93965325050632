import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Month } from '#contracts/events/fund/shapes.js';
import { periodIn, yearOf } from '#contracts/financial-year.js';
import { FinancialYear } from '#contracts/values.js';
import {
  lastMonthEnded,
  monitoring,
  type AtMonth,
} from '#projections/fund-health/figures/monitoring.js';
import { fundHealth } from '#projections/fund-health/fund-health.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
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
}

function monthIn(query: Readonly<Record<string, unknown>>, day: string): AtMonth {
  const last = lastMonthEnded(day).month;
  const month = Month.optional().safeParse(query['month']);
  const year = FinancialYear.optional().safeParse(query['year']);
  if (!month.success || !year.success)
    throw refuse('invalid-request', {
      detail: 'year is a financial year such as "2026-27", month a month of it such as "2026-09"',
    });
  const asked = {
    year: year.data ?? yearOf(month.data ?? last),
    month: month.data ?? (year.data === undefined ? last : periodIn(year.data, last)),
  };
  if (yearOf(asked.month) !== asked.year)
    throw refuse('invalid-request', { detail: `${asked.month} is no month of ${asked.year}` });
  return asked;
}
