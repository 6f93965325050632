import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import type { Fact } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import { measureOf } from '#projections/ecosystem-investment/figures/published-investment.js';
import type { Point, Reading } from '#projections/reading/reading.js';
import { checkedQuery } from '../api/checked-query.js';
import { pointOf } from '../api/point.js';
import {
  linesOverFunds,
  PublishedAsked,
  publishedOf,
  PublishedOverFundsAsked,
  PublishedTotalAsked,
  type PublishedOf,
} from '../publications/published-of.js';
import { READING } from '../reading/tokens.js';
import { publishedLinesPage } from './ecosystem/published-lines-page.js';
import { publishedEcosystemPage } from './ecosystem/published-page.js';
import { kept, pointForm, standing, textOf, withPoint } from './links.js';
import { linesTable } from './published-lines.js';
import { publishedTotalPage } from './published-total-page.js';
import { PageErrorFilter } from './page-error.filter.js';
import { linksToFiles } from './page-tables.js';
import { page } from './pages.js';
import { areaInWords, policyInWords, reasonsInWords, schemeInWords } from './published-words.js';
import { link, number, text, type Cell, type Table } from './table.js';
import { inWords, money, nameIn, spelled, unbroken } from './words.js';

type Query = Readonly<Record<string, unknown>>;
const perPage = 50;
const asked = ['words', 'kind', 'publication', 'provider'] as const;

/** What funds publish, for anybody. */
@Controller('published')
@UseFilters(PageErrorFilter)
export class PublishedPagesController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async funds(@Query() query: Query): Promise<string> {
    const { moment, facts } = await this.reading.published(pointOf(query));
    const publications = facts.list('publication');
    return page('published', {
      moment,
      point: pointForm('/published', query),
      together: withPoint('/published/ecosystem', query),
      table: {
        caption: 'Funds that publish',
        head: [text('Fund'), text('Kept by'), text('Published up to'), number('Lines')],
        rows: facts.list('publication-policy').map(({ id, attributes }): Cell[] => {
          const own = publications.filter(({ fund }) => fund === id);
          const last = own
            .map((one) => one.attributes.until)
            .sort()
            .at(-1);
          return [
            link(attributes.title, withPoint(`/published/${id}`, query)),
            text(nameIn(facts, 'organisation', attributes.publisher)),
            text(last === undefined ? 'Nothing yet' : inWords(last)),
            number(String(own.reduce((sum, one) => sum + one.attributes.count, 0))),
          ];
        }),
        empty: 'No fund has said yet what it publishes.',
      } satisfies Table,
    });
  }

  /** Over all funds. */
  @Get('ecosystem')
  @Header('Cache-Control', 'no-store')
  async ecosystem(@Query() query: Query): Promise<string> {
    const published = await this.reading.publishedSums(pointOf(query));
    return page('ecosystem/published', publishedEcosystemPage(published, query));
  }

  /** What a sum of that page is made of. */
  @Get('ecosystem/lines')
  @Header('Cache-Control', 'no-store')
  async ecosystemLines(@Query() query: Query): Promise<string> {
    const asked = { ...checkedQuery(PublishedOverFundsAsked, query), limit: perPage };
    const found = await linesOverFunds(this.reading, asked, pointOf(query));
    return page('ecosystem/published-lines', publishedLinesPage(found, asked, query));
  }

  @Get(':fund')
  @Header('Cache-Control', 'no-store')
  async fund(@Param('fund') fund: string, @Query() query: Query): Promise<string> {
    const point = pointOf(query);
    const of = await newestFirst(this.reading, fund, point);
    const { moment, facts, policy, publications } = of;
    const { cursor, limit: _, kind, ...search } = checkedQuery(PublishedAsked, query);
    const found = await this.reading.publishedLines(
      { ...search, fund, kinds: kind && [kind] },
      { cursor, limit: perPage },
      point,
    );
    const address = `/published/${fund}`;
    const carried = kept(query, [...asked, 'asKnownAt', 'effectiveOn']);
    const next =
      found.next === null
        ? undefined
        : `${address}?${new URLSearchParams([...carried, ['cursor', found.next]]).toString()}`;
    const list = `/api/v1/published/${fund}/lines?${new URLSearchParams(carried).toString()}`;
    return page('published-fund', {
      title: policy.attributes.title,
      policy: policyInWords(policy, nameIn(facts, 'organisation', policy.attributes.publisher)),
      back: withPoint('/published', query),
      moment,
      point: pointForm(address, query, asked),
      words: textOf(query['words']),
      kind: textOf(query['kind']),
      publication: textOf(query['publication']),
      names: publications.map(({ attributes: { publication: value } }) => ({
        value,
        text: spelled(value),
      })),
      table: {
        ...linesTable(found, kind && measureOf(kind)),
        files: linksToFiles((format) => `${standing(list, moment)}&format=${format}`),
      },
      next,
      publications: publicationsTable(publications),
      totals: totalsTable(of, search.publication),
      smallestGroup: policy.attributes.smallestGroup,
      withTotals: policy.attributes.totals,
    });
  }

  /** What a total over all publications of a fund is made of. */
  @Get(':fund/totals')
  @Header('Cache-Control', 'no-store')
  async total(@Param('fund') fund: string, @Query() query: Query): Promise<string> {
    const asked = checkedQuery(PublishedTotalAsked, query);
    const of = await newestFirst(this.reading, fund, pointOf(query));
    return page('published-total', publishedTotalPage(of, asked, query));
  }
}

/** What one fund says that it publishes, with its publications as their lines stand: newest first. */
async function newestFirst(reading: Reading, fund: string, point: Point): Promise<PublishedOf> {
  const of = await publishedOf(reading, fund, point);
  return { ...of, publications: [...of.publications].sort((a, b) => b.number - a.number) };
}

const publicationsTable = (publications: readonly Fact<'publication'>[]): Table => ({
  caption: 'Publications',
  head: [text('Publication'), text('Made on'), text('Up to'), number('Lines')],
  rows: publications.map(({ effective, attributes }): Cell[] => [
    text(spelled(attributes.publication), `as known at log number ${attributes.asKnownAt}`),
    text(inWords(effective)),
    text(inWords(attributes.until)),
    number(String(attributes.count)),
  ]),
  empty: 'Nothing has been published yet.',
});

/** Of the publication that is asked for, or of the last one. */
function totalsTable(published: PublishedOf, asked: string | undefined): Table {
  const { publications, policy, facts } = published;
  const of = asked ?? publications[0]?.attributes.publication;
  const chosen = publications.find(({ attributes }) => attributes.publication === of);
  return {
    caption: `Payments in total, with those too small to be published${of === undefined ? '' : `: ${spelled(of)}`}`,
    head: [
      ...['Scheme', 'Year', 'Area', 'Left out because'].map((name) => text(name)),
      number('Lines'),
      number('Amount'),
    ],
    rows: (chosen?.attributes.totals ?? []).map(({ of: part, shown }): Cell[] => [
      text(schemeInWords(published, policy.id, part.scheme)),
      text(part.year === undefined ? 'All' : unbroken(part.year)),
      text(areaInWords(facts, part.area)),
      text(part.reason === undefined ? 'All' : reasonsInWords[part.reason]),
      number(shown === null ? 'withheld' : String(shown.count)),
      number(shown === null ? 'withheld' : money(parsePence(shown.amount))),
    ]),
    empty: 'No totals are published.',
  };
}
