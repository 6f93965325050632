import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { formatPence } from '#libs/money/pence.js';
import { fundHealth } from '#projections/fund-health/fund-health.js';
import type { Reading } from '#projections/reading/reading.js';
import { READING } from '../reading/tokens.js';
import { pointOf, writtenMoment } from './point.js';

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
      ...written(fundHealth(view)),
    };
  }
}

/** Amounts as decimal strings, wherever in a figure they stand; `pence` becomes `amount`. */
function written(figures: object): object {
  const value = (part: unknown): unknown => {
    if (typeof part === 'bigint') return formatPence(part);
    if (Array.isArray(part)) return part.map(value);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [
        name === 'pence' ? 'amount' : name,
        value(inner),
      ]),
    );
  };
  return value(figures) as object;
}
