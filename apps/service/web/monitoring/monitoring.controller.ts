import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import { z } from 'zod';
import { monthsOf, yearOf } from '#contracts/financial-year.js';
import {
  lastMonthEnded,
  monitoredLine,
  monitoring,
  totalsTraced,
  type MonitoringReport,
} from '#projections/fund-health/figures/monitoring.js';
import type { FundView, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { rolesFor } from '../../access/may-command.js';
import { currentAsker } from '../../access/asking-as.js';
import { monthIn } from '../../api/month-query.js';
import { checkedQuery } from '../../api/checked-query.js';
import { pointOf } from '../../api/point.js';
import { READING } from '../../reading/tokens.js';
import { bySchemeAndSource } from '../by-name.js';
import { burnPicture } from '../charts/burn.js';
import type { Picture } from '../fund/pictures.js';
import { filled, pointForm, withPoint } from '../links.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import type { Fact } from '../fund/summary.js';
import { figuresOf, link, number, text, type Figures } from '../table.js';
import { monthInWords, money } from '../words.js';
import { linePage } from './line-page.js';
import { accuracyTable, budgetTable, forecastTable, inWordsOf, toDateTable } from './tables.js';

type Asked = Readonly<Record<string, unknown>>;

/** The monthly report of a fund's budget holders: budget, profile, actual and forecast, with reasons. */
@Controller('funds/:fund/monitoring')
@UseFilters(PageErrorFilter)
export class MonitoringController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async report(@Param('fund') fund: string, @Query() query: Asked): Promise<string> {
    const view = await this.reading.fund(fund, pointOf(query));
    const at = monthIn(query, view.moment.day);
    const made = monitoring(view, at);
    const report = { ...made, lines: bySchemeAndSource(view.facts, made.lines) };
    const figures = figuresOf(fund, view.moment);
    const forecasts = rolesFor('funds', 'submit-forecast')?.includes(
      currentAsker()?.role ?? 'administrator',
    );
    const address = (month: string): string =>
      withPoint(`/funds/${fund}/monitoring?month=${month}`, query);
    return page('monitoring', {
      title: `Monitoring report, ${monthInWords(at.month)}`,
      fund: fundOf(view, query),
      moment: view.moment,
      point: pointForm(`/funds/${fund}/monitoring`, { ...query, month: at.month }, ['month']),
      months: monthsOf(at.year).map((month) => ({
        text: monthInWords(month),
        href: address(month),
        current: month === at.month,
      })),
      headline: headlineOf(report, figures),
      picture: burn(view, report),
      tables: [
        { id: 'budget', of: budgetTable(view, report, figures) },
        { id: 'to-date', of: toDateTable(view, report, figures) },
        {
          id: 'forecast',
          of: forecastTable(view, report, forecasts === true ? fund : undefined),
        },
        { id: 'accuracy', of: accuracyTable(view, report, figures) },
      ],
    });
  }

  /** One line of the report, down to the events that made it. */
  @Get('line')
  @Header('Cache-Control', 'no-store')
  async line(@Param('fund') fund: string, @Query() query: Asked): Promise<string> {
    const asked = checkedQuery(LineAsked, filled(query));
    const view = await this.reading.fund(fund, pointOf(query));
    const { year, month } = monthIn(query, view.moment.day);
    const line = monitoredLine(view, { ...asked, year }, month);
    if (!line)
      throw refuse('not-found', { what: 'budget line', id: asked.scheme, where: 'the fund' });
    const path = `/funds/${fund}/monitoring`;
    return page('monitoring-line', {
      ...linePage(view, line, month),
      fund: fundOf(view, query),
      back: withPoint(`${path}?month=${month}`, query),
      moment: view.moment,
      point: pointForm(`${path}/line`, { ...query, year, month }, [...lineFields, 'year', 'month']),
    });
  }
}

const lineFields = ['scheme', 'source', 'nature'] as const;
/** Which line; the year and the month are asked for as of the report. */
const LineAsked = z.object({ scheme: z.string(), source: z.string(), nature: z.string() });

const fundOf = ({ fund, facts }: FundView, query: Asked): object => ({
  name: facts.get('fund', fund)?.attributes.name ?? fund,
  href: withPoint(`/funds/${fund}`, query),
});

/** What is no sum of postings leads to the table in which it stands line by line. */
function headlineOf(report: MonitoringReport, figures: Figures): Fact[] {
  const { total, lines, month, year } = report;
  const { budget, actual, notForecast } = totalsTraced(report);
  const forecast = lines.some((line) => line.forecast !== null);
  return [
    {
      label: 'Current budget',
      cell: figures.cell(`Current budget, ${year}`, budget),
      note: 'Of every scheme and source',
    },
    {
      label: 'Spent to date',
      cell: figures.cell(`Spent to the end of ${monthInWords(month)}`, actual),
      note: `${money(total.toDate.profile)} in the profile`,
    },
    {
      label: 'Variance to date',
      cell: link(money(total.toDate.variance), '#to-date'),
      note: inWordsOf(total.toDate),
    },
    {
      label: 'Forecast outturn',
      // Where nobody has said it is not nought.
      cell: forecast ? link(money(total.forecast.outturn), '#forecast') : text('Not known'),
      note: forecast ? inWordsOf(total.forecast) : 'Nobody has said yet',
    },
    {
      label: 'Not forecast',
      cell: figures.cell(`Not forecast, ${year}`, notForecast),
      note:
        lines.length === 0
          ? 'No scheme has a budget'
          : total.notForecast === 0n
            ? 'Every budget has a forecast'
            : 'Budget for which nobody has said',
    },
  ];
}

/** Spent beside the profile at the end of each month; months to come have their profile alone. */
function burn(view: FundView, { year, month: last }: MonitoringReport): Picture {
  const ended = lastMonthEnded(view.moment.day).month;
  const months = monthsOf(year).map((month) => {
    const { profile, actual } = monitoring(view, { year, month }).total.toDate;
    return {
      label: monthInWords(month).replace(/^(\w{3})\w* /, '$1 '),
      profile,
      actual: month <= last && month <= ended ? actual : null,
    };
  });
  const nothing = months.every(({ profile, actual }) => profile === 0n && !actual);
  return {
    heading: `Burn against profile, ${year}`,
    svg: nothing ? undefined : burnPicture(year, months),
    caption: 'What has been spent by the end of each month, beside what was planned by then.',
    table: {
      caption: `Burn against profile, ${yearOf(last)}`,
      head: [text('Month'), number('Profile'), number('Actual')],
      rows: months.map(({ label, profile, actual }) => [
        text(label),
        number(money(profile)),
        number(actual === null ? '\u2013' : money(actual)),
      ]),
      empty: 'No scheme has a budget in this year.',
    },
  };
}
