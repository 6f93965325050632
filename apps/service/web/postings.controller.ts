import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import type { Asked } from '#libs/ledger/balances.js';
import type { Part } from '#projections/fund-health/figures/traced.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { PostedLine, Point, Reading } from '#projections/reading/reading.js';
import { pointOf } from '../api/point.js';
import { behindIn, placeOfPosting } from '../api/sorted.js';
import { READING } from '../reading/tokens.js';
import { askedPage } from './asked-page.js';
import { kept, partsOf, pointForm, textOf } from './links.js';
import { page } from './pages.js';
import { PageErrorFilter } from './page-error.filter.js';
import { link, number, text, type Cell, type Table } from './table.js';
import { awardIn, eventHref, fundHref } from './whose.js';
import { accountInWords, counted, inWords, money, nameIn, periodOfPosting } from './words.js';

type Query = Readonly<Record<string, unknown>>;
const perPage = 100;
const perFilePage = 1000;

/** The postings that a figure is the sum of: one step from it, one step to its events. */
@Controller('funds/:fund/postings')
@UseFilters(PageErrorFilter)
export class PostingsController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async postings(@Param('fund') fund: string, @Query() query: Query): Promise<string> {
    const parts = partsOf(query);
    const asked = pointOf(query);
    const { moment, facts } = await this.reading.terms(fund, asked);
    const point = { ...asked, asKnownAt: String(moment.number) };
    const shown = [];
    let total = 0n;
    let count = 0;
    for (const [place, part] of parts.entries()) {
      const after = textOf(query[`after${place}`]);
      const cursor = after === '' ? undefined : after;
      behindIn(cursor, undefined, placeOfPosting);
      const found = askedPage()?.file
        ? await this.all(fund, part.asked, point)
        : await this.reading.postings(fund, part.asked, point, cursor, perPage);
      total += BigInt(part.sign) * found.total;
      count += found.count;
      shown.push({
        heading: headingOf(part, place, parts.length),
        table: tableOf(found.rows, facts, part, found, query),
        next: found.next === null ? undefined : withQuery(fund, query, `after${place}`, found.next),
        count: counted(found.count),
        continued: cursor !== undefined,
      });
    }
    const figure = query['figure'];
    return page('postings', {
      title: typeof figure === 'string' && figure !== '' ? figure : 'Postings',
      fund: {
        name: facts.get('fund', fund)?.attributes.name ?? fund,
        href: fundHref(fund, query),
      },
      moment,
      point: pointForm(`/funds/${fund}/postings`, query, ['figure', 'add', 'less']),
      partial: parts.some((part) => this.reading.partial({ ...part.asked, fund })),
      total: money(total),
      count: counted(count),
      shown,
    });
  }

  /** A file of them holds all; the page shows them a hundred at a time. */
  private async all(fund: string, asked: Asked, point: Point): ReturnType<Reading['postings']> {
    let found = await this.reading.postings(fund, asked, point, undefined, perFilePage);
    const rows = [...found.rows];
    while (found.next !== null) {
      found = await this.reading.postings(fund, asked, point, found.next, perFilePage);
      rows.push(...found.rows);
    }
    return { ...found, rows };
  }
}

function headingOf(part: Part, place: number, of: number): string | undefined {
  if (of === 1 && part.sign === 1) return undefined;
  if (of === 1)
    return 'These stand as credits in the books, so the figure is their sum with the sign turned';
  return `${part.sign === 1 ? 'Added' : 'Taken away'} (part ${place + 1} of ${of})`;
}

function tableOf(
  rows: readonly PostedLine[],
  facts: FactsAt,
  part: Part,
  { total, count }: { readonly total: bigint; readonly count: number },
  query: Query,
): Table {
  const sign = BigInt(part.sign);
  const named = (kind: Parameters<typeof nameIn>[1], id: string): string =>
    id === 'none' ? '\u2013' : nameIn(facts, kind, id);
  return {
    caption: `${counted(count)} ${count === 1 ? 'posting' : 'postings'}, oldest first`,
    head: [
      ...['Event', 'Took effect', 'Month', 'Account', 'Source', 'Scheme', 'Award', 'Provider'].map(
        (name) => text(name),
      ),
      number('Amount'),
    ],
    rows: rows.map(({ number: event, on, effective, pence }): Cell[] => [
      eventCell(event, query),
      text(inWords(effective)),
      text(periodOfPosting(on.period)),
      text(accountInWords(on.account)),
      text(named('source', on.source)),
      text(named('scheme', on.scheme)),
      awardIn(on.fund, on.award, named('award', on.award), query),
      text(named('organisation', on.provider)),
      number(money(sign * pence)),
    ]),
    total: [
      text('Total'),
      ...Array.from({ length: 7 }, () => text('')),
      number(money(sign * total)),
    ],
    empty: 'No posting makes up this figure at this moment.',
  };
}

/** The event, where whoever asks may open it. */
function eventCell(event: number, query: Query): Cell {
  const href = eventHref(event, query);
  return href === undefined ? text(String(event)) : link(String(event), href);
}

function withQuery(fund: string, query: Query, name: string, value: string): string {
  const parameters = new URLSearchParams(
    kept(query, ['figure', 'add', 'less', 'asKnownAt', 'effectiveOn']),
  );
  parameters.set(name, value);
  return `/funds/${fund}/postings?${parameters.toString()}`;
}
