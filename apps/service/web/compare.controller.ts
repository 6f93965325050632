import { Controller, Get, Header, Inject, Query, UseFilters } from '@nestjs/common';
import { daysAfter } from '#contracts/calendar.js';
import { monthOf } from '#contracts/financial-year.js';
import type { Dimension } from '#libs/ledger/balances.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import type { Comparison, Difference } from '#projections/audit-trail/compare.js';
import { comparedBy, comparedQuery } from '../api/audit-tests.controller.js';
import { dimensions } from '../api/dimensions.js';
import { pointOf } from '../api/point.js';
import type { Point, Reading } from '#projections/reading/reading.js';
import { together } from '#projections/reading/together.js';
import { READING, TRAIL } from '../reading/tokens.js';
import { askedInWords, fundField, type FormField } from './form-fields.js';
import { filled, kept, pointForm, textOf, withPoint } from './links.js';
import { PageErrorFilter } from './page-error.filter.js';
import { page } from './pages.js';
import { number, partLinks, text, type Cell, type Table } from './table.js';
import {
  accountInWords,
  momentInWords,
  money,
  nameIn,
  periodOfPosting,
  sentenceCase,
  unbroken,
} from './words.js';

type Asked = Readonly<Record<string, unknown>>;

const point = 'A log number, a day or an instant, such as 120, 2026-10-31 or 2026-10-31T12:00:00Z';
const day = 'A day, such as 2026-10-31; leave empty for everything recorded';
const fields: readonly Omit<FormField, 'value'>[] = [
  { name: 'from', label: 'From: as known at', hint: point, needed: true },
  { name: 'fromEffectiveOn', label: 'From: with only what had taken effect by', hint: day },
  { name: 'to', label: 'To: as known at', hint: point, needed: true },
  { name: 'toEffectiveOn', label: 'To: with only what had taken effect by', hint: day },
];

/** Two points of a fund, line by line, each difference with the events that it is made of. */
@Controller('audit/compare')
@UseFilters(PageErrorFilter)
export class CompareController {
  constructor(
    @Inject(TRAIL) private readonly trail: AuditTrail,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async compare(@Query() query: Asked): Promise<string> {
    // Opened from a page at some point: that is the later of the two.
    const { asKnownAt: to, effectiveOn: toEffectiveOn, ...given } = query;
    const said = { ...filled({ to, toEffectiveOn }), ...filled(given) };
    const fund = textOf(said['fund']);
    const isAsked = fund !== '' && 'from' in said && 'to' in said;
    const asked = isAsked ? comparedQuery(said) : undefined;
    const [{ facts }, found] = await together(
      this.reading.place({}),
      asked
        ? this.found(fund, asked, kept(said, ['by', 'fromEffectiveOn', 'toEffectiveOn']))
        : Promise.resolve(undefined),
    );
    const offered = asked ? {} : await this.offered(said);
    const shown = [
      fundField(facts, fund, 'Choose a fund', { needed: true }),
      ...fields.map((field) => ({
        ...field,
        value: textOf(said[field.name] ?? offered[field.name]),
      })),
    ];
    return page('compare', {
      title: 'Two points compared',
      point: pointForm('/audit/compare', query),
      back: withPoint('/audit', query),
      fields: shown,
      dimensions: dimensions.map((name) => ({
        value: name,
        text: sentenceCase(name),
        checked: (asked?.by ?? comparedBy).includes(name),
      })),
      ...(asked && {
        asked: askedInWords(shown.slice(0, 1)),
        ...found,
      }),
    });
  }

  /** What is left open: up to now, and what has moved since the month of the later point began. */
  private async offered(said: Asked): Promise<Asked> {
    const { to, toEffectiveOn: effectiveOn } = said;
    const { number, day } = await this.reading.moment(pointOf({ asKnownAt: to, effectiveOn }));
    return { from: daysAfter(`${monthOf(day)}-01`, -1), to: String(number) };
  }

  private async found(
    fund: string,
    { from, to, by }: ReturnType<typeof comparedQuery>,
    said: readonly [string, string][],
  ): Promise<object> {
    const [compared, facts] = await together(
      this.trail.compare(fund, from, to, by),
      this.namesAt(fund, to, by),
    );
    const later = Math.max(compared.from.number, compared.to.number);
    const href = (event: number): string => `/events/${event}?asKnownAt=${later}`;
    const numbers = { fund, from: compared.from.number, to: compared.to.number };
    return {
      moment: compared.to,
      standing: `/audit/compare?${new URLSearchParams([...Object.entries(numbers).map(([name, value]): [string, string] => [name, String(value)]), ...said]).toString()}`,
      moments: [
        { label: 'From', moment: momentInWords(compared.from) },
        { label: 'To', moment: momentInWords(compared.to) },
      ],
      figures: figuresTable(compared, href),
      lines: linesTable(compared, by, facts, href),
    };
  }

  /** What lines are called at a point: only awards and areas are of no one fund, and take a question of their own. */
  private async namesAt(fund: string, at: Point, by: readonly Dimension[]): Promise<FactsAt> {
    const { facts } = await this.reading.terms(fund, at);
    if (!by.some((name) => name === 'award' || name === 'area')) return facts;
    return (await this.reading.place(at)).facts.with(facts);
  }
}

type Href = (event: number) => string;

const amounts = ['Before', 'After', 'Difference'].map((name) => number(name));

const amountsOf = (
  { before, after, difference, events }: Omit<Difference<object>, 'key'>,
  href: Href,
): Cell[] => [
  ...[before, after, difference].map((pence) => number(money(pence))),
  partLinks(events, href),
];

const figuresTable = ({ figures }: Comparison, href: Href): Table => ({
  caption: counted(figures.length, 'figure'),
  head: [text('Figure'), text('Year'), ...amounts, text('Made of the events')],
  rows: figures.map(({ key, ...difference }) => [
    text(sentenceCase(key.figure)),
    text(key.year === 'all' ? 'All years' : unbroken(key.year)),
    ...amountsOf(difference, href),
  ]),
  empty: 'No figure of the financial position is another at these two points.',
});

const linesTable = (
  { lines }: Comparison,
  by: readonly Dimension[],
  facts: FactsAt,
  href: Href,
): Table => ({
  caption: counted(lines.length, 'line'),
  head: [...by.map((name) => text(sentenceCase(name))), ...amounts, text('Made of the events')],
  rows: lines
    .slice(0, shownMax)
    .map(({ key, ...difference }) => [
      ...by.map((name) => text(valueInWords(facts, name, key[name] ?? ''))),
      ...amountsOf(difference, href),
    ]),
  empty: 'No balance is another at these two points.',
});
const shownMax = 500;

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? ' differs' : 's differ'}${count > shownMax ? `, of which the first ${shownMax} are shown` : ''}`;

const kinds: Partial<Record<Dimension, Parameters<typeof nameIn>[1]>> = {
  ...{ source: 'source', scheme: 'scheme', award: 'award', area: 'area' },
  provider: 'organisation',
};

function valueInWords(facts: FactsAt, name: Dimension, value: string): string {
  if (value === 'none') return '\u2013';
  if (value === 'unknown') return 'Not known';
  if (name === 'account') return accountInWords(value);
  if (name === 'period') return periodOfPosting(value);
  const kind = kinds[name];
  return kind === undefined ? unbroken(value) : nameIn(facts, kind, value);
}
