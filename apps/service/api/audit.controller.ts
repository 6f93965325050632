import { Controller, Get, Inject, Param, ParseIntPipe, Query } from '@nestjs/common';
import { formatPence } from '#libs/money/pence.js';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import type { Entry } from '#projections/audit-trail/entries.js';
import { refuse } from '#projections/reading/refused.js';
import { TRAIL } from '../reading/tokens.js';
import { pointOf, writtenMoment } from './point.js';
import { writtenLine } from './reads.controller.js';
import { searchOf } from './search-query.js';

type Asked = Readonly<Record<string, unknown>>;

/** What auditors ask of the log. */
@Controller('api/v1')
export class AuditController {
  constructor(@Inject(TRAIL) private readonly trail: AuditTrail) {}

  /** Events that meet all that is asked, in the order of the log or from its end. */
  @Get('events')
  async events(@Query() query: Asked): Promise<object> {
    const { search, paging } = searchOf(query);
    const { moment, rows, next, correctedBy } = await this.trail.search(
      search,
      pointOf(query),
      paging,
    );
    return {
      ...writtenMoment(moment),
      events: rows.map((entry) => ({
        ...writtenEntry(entry),
        correctedBy: correctedBy.get(entry.number) ?? [],
      })),
      next,
    };
  }

  /** One event: its bytes, its postings, what it corrects, and what it was judged by. */
  @Get('events/:number')
  async event(
    @Param('number', ParseIntPipe) number: number,
    @Query() query: Asked,
  ): Promise<object> {
    const point = pointOf(query);
    const opened = await this.trail.open(number, point);
    if (!opened)
      throw refuse('not-found', {
        what: 'event',
        id: number,
        where: point.asKnownAt === undefined ? 'the log' : `the log as known at ${point.asKnownAt}`,
      });
    const { moment, event, postings, entry, canonical, chain, judgement } = opened;
    return {
      ...writtenMoment(moment),
      event,
      postings: postings.map(writtenLine),
      canonical,
      entry: writtenEntry(entry),
      corrections: {
        events: chain.entries.map(writtenEntry),
        links: chain.links,
      },
      judgedBy: judgement,
      proof: `/api/v1/events/${number}/proof`,
    };
  }
}

/** An entry of the audit trail as answers list it. */
const writtenEntry = ({ amount, ...entry }: Entry): object => ({
  ...entry,
  amount: amount === null ? null : formatPence(amount),
});
