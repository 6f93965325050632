import {
  Controller,
  Get,
  Header,
  Inject,
  Param,
  ParseIntPipe,
  Req,
  UseFilters,
} from '@nestjs/common';
import type { Request } from 'express';
import { canonicalBytes } from '#libs/event-store/canonical.js';
import type { Json, RecordedEvent } from '#contracts/envelope.js';
import { idOf, kindOf } from '#contracts/events/all.js';
import { parsePence } from '#libs/money/pence.js';
import type { PostedLine, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { identityOf } from '../api/asking.js';
import { SEALING } from '../api/tokens.js';
import { READING } from '../reading/tokens.js';
import type { Sealing } from '../sealing/sealing.js';
import { page } from './pages.js';
import { PageErrorFilter } from './page-error.filter.js';
import { number, text, type Table } from './table.js';
import { accountInWords, capital, instantInWords, inWords, money, unbroken } from './words.js';

/** One fact of the log, as it was recorded: who, on what authority, why, and what it moved. */
@Controller('events/:number')
@UseFilters(PageErrorFilter)
export class EventController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(SEALING) private readonly sealing: Sealing,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async event(
    @Param('number', ParseIntPipe) wanted: number,
    @Req() request: Request,
  ): Promise<string> {
    const found = await this.reading.event(wanted);
    if (!found) throw refuse('not-found', { what: 'event', id: wanted, where: 'the log' });
    const { event, postings } = await this.sealing.shown(found, identityOf(request));
    const { stream } = event;
    const before = event.number > 1 ? `/events/${event.number - 1}` : undefined;
    return page('event', {
      title: sentenceCase(event.type),
      event,
      fund:
        kindOf(stream) === 'fund'
          ? { id: idOf(stream), href: `/funds/${idOf(stream)}` }
          : undefined,
      envelope: envelopeOf(event),
      data: Object.entries(event.data).map(([name, value]) => ({
        key: sentenceCase(name),
        simple: typeof value === 'object' && value !== null ? undefined : written(value),
        nested:
          typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : undefined,
      })),
      postings: postingsTable(postings),
      canonical: canonicalBytes(found.event),
      before,
      after: `/events/${event.number + 1}`,
    });
  }
}

const envelopeOf = (event: RecordedEvent): { key: string; value: string }[] => [
  { key: 'Log number', value: String(event.number) },
  { key: 'Recorded', value: instantInWords(event.recorded) },
  { key: 'Takes effect', value: inWords(event.effective) },
  { key: 'Who', value: event.actor },
  { key: 'For', value: event.organisation },
  { key: 'On what authority', value: event.authority },
  { key: 'Why', value: event.reason },
  { key: 'Stream and place in it', value: `${event.stream}, revision ${event.revision}` },
  { key: 'Type and version', value: `${event.type}, version ${event.version}` },
  { key: 'Identifier', value: event.id },
  { key: 'Request', value: event.key },
];

/** `BudgetAllocated` is *Budget allocated*, `relatesTo` is *Relates to*. */
const sentenceCase = (name: string): string =>
  capital(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replace(/\bvat\b/, 'VAT'),
  );

function written(value: Json): string {
  if (value === null) return 'Not stated';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (/^-?\d+\.\d{2}$/.test(value)) return money(parsePence(value));
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? inWords(value) : value;
}

const postingsTable = (rows: readonly PostedLine[]): Table => ({
  caption: 'What it moved: debits above zero, credits below, zero in all',
  head: [
    ...['Account', 'Month', 'Relates to', 'Nature', 'Source', 'Scheme', 'Award'].map((name) =>
      text(name),
    ),
    number('Amount'),
  ],
  rows: rows.map(({ on, pence }) => [
    text(accountInWords(on.account)),
    text(unbroken(on.period)),
    text(unbroken(on.relatesTo)),
    ...[on.nature, on.source, on.scheme, on.award].map((id) => text(id === 'none' ? '\u2013' : id)),
    number(money(pence)),
  ]),
  ...(rows.length === 0
    ? {}
    : {
        total: [
          text('Total'),
          ...Array.from({ length: 6 }, () => text('')),
          number(money(rows.reduce((sum, { pence }) => sum + pence, 0n))),
        ],
      }),
  empty: 'This event moves no money.',
});
