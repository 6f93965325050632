import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { formatPence } from '#libs/money/pence.js';
import { publishedInvestment } from '#projections/ecosystem-investment/figures/published-investment.js';
import type { Found } from '#projections/publication/published.js';
import type { Moment, Reading } from '#projections/reading/reading.js';
import {
  linesOverFunds,
  PublishedAsked,
  publishedOf,
  PublishedOverFundsAsked,
} from '../publications/published-of.js';
import { READING } from '../reading/tokens.js';
import { checkedQuery } from './checked-query.js';
import { pointOf, written, writtenMoment } from './point.js';
import { writtenFigures } from './written-figures.js';

type Query = Readonly<Record<string, unknown>>;

/** What funds have published: the same for everybody, whoever asks. */
@Controller('api/v1/published')
export class PublishedController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get()
  async funds(@Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.published(pointOf(query));
    return { ...writtenMoment(moment), funds: facts.list('publication-policy').map(written) };
  }

  /** Over all funds. A total that is withheld is null. */
  @Get('ecosystem')
  async ecosystem(@Query() query: Query): Promise<object> {
    const { moment, facts, sums } = await this.reading.publishedSums(pointOf(query));
    const { wholes, ...figures } = publishedInvestment(sums, facts);
    return {
      ...writtenMoment(moment),
      ...writtenFigures({
        ...figures,
        totals: wholes.map(({ pence = null, parts: _, ...of }) => ({
          ...of,
          pence,
          withheld: pence === null,
        })),
      }),
    };
  }

  /** What its sums are made of. */
  @Get('ecosystem/lines')
  async ecosystemLines(@Query() query: Query): Promise<object> {
    const asked = checkedQuery(PublishedOverFundsAsked, query);
    return writtenLines(await linesOverFunds(this.reading, asked, pointOf(query)));
  }

  @Get(':fund')
  async fund(@Param('fund') fund: string, @Query() query: Query): Promise<object> {
    const { moment, policy, publications } = await publishedOf(this.reading, fund, pointOf(query));
    return {
      ...writtenMoment(moment),
      policy: written(policy),
      publications: publications.map(({ number, attributes: { totals: _, ...publication } }) => ({
        ...publication,
        number,
      })),
    };
  }

  @Get(':fund/lines')
  async lines(@Param('fund') fund: string, @Query() query: Query): Promise<object> {
    const { cursor, limit, kind, ...search } = checkedQuery(PublishedAsked, query);
    await publishedOf(this.reading, fund, pointOf(query));
    return writtenLines(
      await this.reading.publishedLines(
        { ...search, fund, kinds: kind && [kind] },
        { cursor, limit },
        pointOf(query),
      ),
    );
  }

  /** A total that is withheld is null: neither nought nor unknown. */
  @Get(':fund/totals')
  async totals(@Param('fund') fund: string, @Query() query: Query): Promise<object> {
    const { publication: only } = checkedQuery(PublishedAsked, query);
    const { moment, policy, publications } = await publishedOf(this.reading, fund, pointOf(query));
    return {
      ...writtenMoment(moment),
      smallestGroup: policy.attributes.smallestGroup,
      totals: publications
        .filter(({ attributes }) => only === undefined || attributes.publication === only)
        .flatMap(({ attributes: { publication, totals } }) =>
          totals.map(({ of: { scheme, year, area, reason }, shown }) => ({
            publication,
            scheme: scheme ?? null,
            year: year ?? null,
            area: area ?? null,
            reason: reason ?? null,
            count: shown?.count ?? null,
            amount: shown?.amount ?? null,
            withheld: shown === null,
          })),
        ),
    };
  }
}

const writtenLines = (found: Found & { readonly moment: Moment }): object => {
  const { moment, rows, next, count, paid, promised } = found;
  return {
    ...writtenMoment(moment),
    ...{ count, paid: formatPence(paid), promised: formatPence(promised) },
    ...{ lines: rows, next },
  };
};
