import {
  Controller,
  Get,
  Header,
  Inject,
  Param,
  Query,
  StreamableFile,
  UseFilters,
} from '@nestjs/common';
import { icalendar } from '#libs/interchange/icalendar.js';
import { calendar } from '#projections/fund-health/figures/calendar.js';
import { proposals } from '#projections/fund-health/figures/proposals.js';
import type { Reading } from '#projections/reading/reading.js';
import { pointOf } from '../../api/point.js';
import { READING } from '../../reading/tokens.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { money } from '../words.js';
import { itemInWords, kindsInWords, titlesOf } from './words.js';

/** What falls due for a fund, for people's own calendars. */
@Controller('funds/:fund')
@UseFilters(PageErrorFilter)
export class CalendarFileController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get('calendar.ics')
  @Header('Cache-Control', 'no-store')
  async file(
    @Param('fund') fund: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<StreamableFile> {
    const point = pointOf(query);
    const view = await this.reading.fund(fund, point);
    const { facts, moment } = view;
    const name = facts.get('fund', fund)?.attributes.name ?? fund;
    const waiting = await this.reading.waiting(point);
    const open = proposals(waiting);
    const named = { facts, titles: titlesOf(open, waiting) };
    const days = calendar(view, open).map((item) => ({
      uid: `${fund}/${item.key}@common-purse`,
      sequence: item.event,
      day: item.day,
      summary: itemInWords(named, item),
      description: [
        ...(item.amount === null ? [] : [money(item.amount)]),
        ...(item.what === 'payment' ? [item.reference] : []),
        `${name}, as known at log number ${moment.number}`,
      ].join('\n'),
      category: kindsInWords[item.kind],
    }));
    const stamp = moment.recorded ?? `${moment.day}T00:00:00Z`;
    return new StreamableFile(Buffer.from(icalendar(name, stamp, days)), {
      type: 'text/calendar; charset=utf-8',
      disposition: `attachment; filename="${fund}-${moment.number}.ics"`,
    });
  }
}
