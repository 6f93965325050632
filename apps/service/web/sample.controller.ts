import { Controller, Get, Header, Inject, Query, UseFilters } from '@nestjs/common';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import type { Entry } from '#projections/audit-trail/entries.js';
import type { Hit, Selection } from '#projections/audit-trail/figures/sample.js';
import type { Sample } from '#projections/audit-trail/sample.js';
import type { Moment, Reading } from '#projections/reading/reading.js';
import { sampleQuery } from '../api/audit-tests.controller.js';
import { pointOf } from '../api/point.js';
import { READING, TRAIL } from '../reading/tokens.js';
import { askedInWords } from './form-fields.js';
import { filled, pointForm, textOf, withPoint } from './links.js';
import { PageErrorFilter } from './page-error.filter.js';
import { page } from './pages.js';
import { sampleFields } from './sample-fields.js';
import { link, number, text, type Cell, type Table } from './table.js';
import { inWords, money, sentenceCase } from './words.js';

type Asked = Readonly<Record<string, unknown>>;

/** Monetary-unit samples of what events posted, which anyone can draw again. */
@Controller('audit/sample')
@UseFilters(PageErrorFilter)
export class SampleController {
  constructor(
    @Inject(TRAIL) private readonly trail: AuditTrail,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async sample(@Query() query: Asked): Promise<string> {
    const point = pointOf(query);
    const said = filled(query);
    const fund = textOf(said['fund']);
    const isAsked = fund !== '' && 'seed' in said && 'size' in said;
    const { seed, size, filed } = isAsked ? sampleQuery(said) : nothing;
    const found = isAsked ? await this.trail.sample(fund, filed, size, seed, point) : undefined;
    const { facts, ...place } = await this.reading.place(point);
    const moment: Moment = found?.moment ?? place.moment;
    const shown = await sampleFields(this.reading, facts, said, point);
    return page('sample', {
      title: 'Samples',
      moment,
      point: pointForm('/audit/sample', query),
      back: withPoint('/audit', query),
      fields: shown,
      asked: isAsked ? askedInWords(shown) : '',
      ...(found && drawn(found, await this.entriesOf(found), query)),
    });
  }

  /** The events that were selected, by their numbers. */
  private async entriesOf({ selection, credits }: Sample): Promise<ReadonlyMap<number, Entry>> {
    const selections = [selection, credits.selection];
    const numbers = selections.flatMap(({ certain, sampled }) =>
      [...certain, ...sampled].map(({ number }) => number),
    );
    const entries = await this.trail.entries(numbers);
    return new Map(entries.map((entry) => [entry.number, entry]));
  }
}
const nothing = { seed: '', size: 0, filed: {} };

type Entries = ReadonlyMap<number, Entry>;

const drawn = (
  { population, selection, credits }: Sample,
  entries: Entries,
  query: Asked,
): object => ({
  facts: [
    fact('Population', money(population.total), `in ${counted(population.items, 'event')}`),
    fact('Interval', money(selection.interval), 'the total ÷ the size, in whole pence'),
    fact('Start', money(selection.start), 'drawn by the seed'),
    fact(
      'Selected',
      String(selection.certain.length + selection.sampled.length),
      `${selection.certain.length} certain, ${selection.sampled.length} sampled of the other ${money(selection.rest)}`,
    ),
  ],
  items: itemsTable('Events to examine', selection, entries, query),
  credits:
    credits.items === 0
      ? undefined
      : itemsTable(
          `Credits apart: of ${money(credits.total)} in ${counted(credits.items, 'event')}, with an interval of ${money(credits.selection.interval)}`,
          credits.selection,
          entries,
          query,
          -1n,
        ),
});

const fact = (label: string, value: string, note: string): object => ({
  ...{ label, note },
  cell: text(value),
});

const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en-GB')} ${what}${count === 1 ? '' : 's'}`;

/** In the order of the log. A credit's amount is written below zero, as it was posted. */
const itemsTable = (
  caption: string,
  { certain, sampled }: Selection,
  entries: Entries,
  query: Asked,
  sign = 1n,
): Table => ({
  caption,
  head: [
    ...['Event', 'What', 'Took effect', 'Reference', 'How it was selected'].map((name) =>
      text(name),
    ),
    ...['Picked at', 'Amount'].map((name) => number(name)),
  ],
  rows: [...certain, ...sampled]
    .sort((a, b) => a.number - b.number)
    .map((item) => [
      link(String(item.number), withPoint(`/events/${item.number}`, query)),
      ...describing(entries.get(item.number)),
      text(isHit(item) ? 'Sampled' : 'Certain', isHit(item) ? undefined : 'the interval or more'),
      number(isHit(item) ? money(item.at) : '\u2013'),
      number(money(sign * item.pence)),
    ]),
  empty: 'Nothing was posted there at this moment.',
});

const describing = (entry: Entry | undefined): Cell[] => [
  text(entry ? sentenceCase(entry.type) : ''),
  text(entry ? inWords(entry.effective) : ''),
  text(entry?.reference ?? '\u2013'),
];

const isHit = (item: object): item is Hit => 'at' in item;
