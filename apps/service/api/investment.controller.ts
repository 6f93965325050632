import { Controller, Get, Inject, Query } from '@nestjs/common';
import { FinancialYear } from '#contracts/values.js';
import { setOn } from '#libs/funding/area/membership.js';
import { setsOf } from '#libs/funding/area/sets-of.js';
import { areaSpending } from '#projections/ecosystem-investment/figures/area-spending.js';
import {
  schemesServing,
  strategiesOn,
  type Serving,
} from '#projections/ecosystem-investment/figures/strategies.js';
import { measures } from '#projections/ecosystem-investment/figures/measures.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { READING } from '../reading/tokens.js';
import { unseenFunds } from './ecosystem-asked.js';
import { listOf, pointOf, written, writtenMoment } from './point.js';
import { writtenFigures } from './written-figures.js';

type Query = Readonly<Record<string, unknown>>;

/** Money seen from a place, over all funds. */
@Controller('api/v1')
export class InvestmentController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get('outcomes')
  async outcomes(@Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    return {
      ...writtenMoment(moment),
      outcomes: facts.list('outcome').map((outcome) => ({
        ...written(outcome),
        terms: facts
          .list('outcome-terms')
          .filter(({ attributes }) => attributes.outcome === outcome.id)
          .map(written),
      })),
    };
  }

  /** Awards that follow a person, built up from needs. */
  @Get('personal-budgets')
  async personalBudgets(@Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    const budgets = facts.list('personal-budget').map(written);
    return { ...writtenMoment(moment), personalBudgets: budgets };
  }

  /** Stages that are claimed of outcomes, over all funds. */
  @Get('stage-claims')
  async claims(@Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    return { ...writtenMoment(moment), stageClaims: facts.list('stage-claim').map(written) };
  }

  /** What is not payable, or payable only because somebody allowed it. */
  @Get('exceptions')
  async exceptions(@Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    return { ...writtenMoment(moment), exceptions: facts.list('exception').map(written) };
  }

  /** Areas with what they are made of on the day, and all counts of their people. */
  @Get('areas')
  async areas(@Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    const sets = setsOf(facts);
    return {
      ...writtenMoment(moment),
      areas: facts.list('area').map(({ id, attributes, number, effective }) => ({
        id,
        ...attributes,
        ...setOn(sets.get(id) ?? [], moment.day),
        populations: facts
          .list('population')
          .flatMap(({ attributes: { area, ...counted } }) => (area === id ? [counted] : [])),
        number,
        since: effective,
      })),
    };
  }

  /** Strategies in force on the day, each with the schemes that serve it in the funds that are seen. */
  @Get('strategies')
  async strategies(@Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    const served = schemesServing(facts, moment.day);
    return {
      ...writtenMoment(moment),
      strategies: strategiesOn(facts, moment.day).map(({ strategy, ...of }) => ({
        ...{ id: strategy, ...of },
        schemes: served.filter(({ strategies }) => strategies.includes(strategy)).map(schemeOf),
      })),
    };
  }

  /** Spending, or commitments, of an area or of a union of areas. */
  @Get('areas/spending')
  async spending(@Query() query: Query): Promise<object> {
    const { areas, year, of: what = 'spending' } = query;
    const asked = areas === undefined ? [] : listOf(areas).filter((area) => area !== '');
    if (asked.length === 0)
      throw refuse('invalid-request', {
        detail: 'areas takes one GSS code or several, with commas',
      });
    if (what !== 'spending' && what !== 'commitments')
      throw refuse('invalid-request', {
        detail: `of takes ${Object.keys(measures).join(' or ')}`,
      });
    const checked = FinancialYear.optional().safeParse(year);
    if (!checked.success)
      throw refuse('invalid-request', { detail: 'write a financial year as "2026-27"' });
    const { moment, facts, lines } = await this.reading.filed(
      measures[what].accounts,
      checked.data,
      pointOf(query),
    );
    const missing = asked.find((area) => !facts.get('area', area));
    if (missing !== undefined)
      throw refuse('not-found', { what: 'area', id: missing, where: 'the ledger' });
    return {
      ...writtenMoment(moment),
      // Funds that whoever asks does not see spend in the place too.
      partial: this.reading.partial({}),
      areas: asked,
      year: checked.data ?? null,
      of: what,
      ...writtenFigures(areaSpending(asked, lines, facts, moment.day, unseenFunds())),
    };
  }
}

const schemeOf = ({ fund, scheme }: Serving): object => ({ fund, scheme });
