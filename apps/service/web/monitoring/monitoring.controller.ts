import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import { monthsOf, yearOf } from '#contracts/financial-year.js';
import {
  lastMonthEnded,
  monitoring,
  type MonitoringReport,
} from '#projections/fund-health/figures/monitoring.js';
import type { FundView, Reading } from '#projections/reading/reading.js';
import { rolesFor } from '../../access/may-command.js';
import { currentAsker } from '../../access/asking-as.js';
import { monthIn } from '../../api/month-query.js';
import { pointOf } from '../../api/point.js';
import { READING } from '../../reading/tokens.js';
import { burnPicture } from '../charts/burn.js';
import type { Picture } from '../fund/pictures.js';
import { pointForm, withPoint } from '../links.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import type { Fact } from '../fund/summary.js';
import { figuresOf, number, text } from '../table.js';
import { monthInWords, money } from '../words.js';
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
    const report = monitoring(view, at);
    const figures = figuresOf(fund, view.moment);
    const forecasts = rolesFor('funds', 'submit-forecast')?.includes(
      currentAsker()?.role ?? 'administrator',
    );
    const address = (month: string): string =>
      withPoint(`/funds/${fund}/monitoring?month=${month}`, query);
    return page('monitoring', {
      title: `Monitoring report, ${monthInWords(at.month)}`,
      fund: {
        name: view.facts.get('fund', fund)?.attributes.name ?? fund,
        href: withPoint(`/funds/${fund}`, query),
      },
      moment: view.moment,
      point: pointForm(`/funds/${fund}/monitoring`, { ...query, month: at.month }, ['month']),
      months: monthsOf(at.year).map((month) => ({
        text: monthInWords(month),
        href: address(month),
        current: month === at.month,
      })),
      headline: headlineOf(report),
      picture: burn(view, report),
      tables: [
        budgetTable(view, report, figures),
        toDateTable(view, report, figures),
        forecastTable(view, report, forecasts === true ? fund : undefined),
        accuracyTable(view, report),
      ],
    });
  }
}

const headlineOf = ({ total, lines }: MonitoringReport): Fact[] => [
  fact('Current budget', money(total.budget), 'Of every scheme and source'),
  fact(
    'Spent to date',
    money(total.toDate.actual),
    `${money(total.toDate.profile)} in the profile`,
  ),
  fact('Variance to date', money(total.toDate.variance), inWordsOf(total.toDate)),
  fact('Forecast outturn', money(total.forecast.outturn), inWordsOf(total.forecast)),
  fact(
    'Not forecast',
    money(total.notForecast),
    lines.length === 0
      ? 'No scheme has a budget'
      : total.notForecast === 0n
        ? 'Every budget has a forecast'
        : 'Budget for which nobody has said',
  ),
];

const fact = (label: string, value: string, note: string): Fact => ({
  ...{ label, note },
  cell: text(value),
});

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
