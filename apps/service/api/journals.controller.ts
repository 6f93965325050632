import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import type { EventStore } from '#libs/event-store/port.js';
import { bookChoices, booksOf, journalFormats } from '#libs/interchange/journal.js';
import type { Reading } from '#projections/reading/reading.js';
import { codeOf } from '../explained.js';
import { fundJournal } from '../exports/fund-journal.js';
import { READING } from '../reading/tokens.js';
import { checkedQuery } from './checked-query.js';
import { pointOf } from './point.js';
import { STORE } from './tokens.js';

const Asked = z.object({
  format: z.enum(journalFormats, `format is ${journalFormats.join(' or ')}`),
  book: z.enum(bookChoices, `book is one of ${bookChoices.join(', ')}`).default('all'),
});

/** A fund's books for plain-text accounting, which anyone can check them with. */
@Controller('api/v1')
export class JournalsController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(STORE) private readonly store: EventStore,
  ) {}

  @Get('funds/:fund/journal')
  async journal(
    @Param('fund') fund: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const { format, book } = checkedQuery(Asked, query);
    const { moment, pieces } = await fundJournal(
      this.store,
      this.reading,
      fund,
      { format, books: booksOf(book) },
      pointOf(query),
    );
    const text = Readable.from(pieces);
    // What fails before the first piece can still be answered as a problem.
    await once(text, 'readable');
    response
      .type('text/plain')
      .setHeader('Content-Disposition', `attachment; filename="${fund}-${moment.number}.${format}"`)
      .setHeader('Purse-Number', moment.number);
    try {
      await pipeline(text, response);
    } catch (error) {
      // Whoever goes away ends the reading of the log, which is no fault.
      if (codeOf(error) !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  }
}
