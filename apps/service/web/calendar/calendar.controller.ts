import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import { monthOf } from '#contracts/financial-year.js';
import { sumPence } from '#libs/money/pence.js';
import { calendar, monthsAhead } from '#projections/fund-health/figures/calendar.js';
import type { CalendarItem } from '#projections/fund-health/figures/calendar/item.js';
import { cashAhead, type CashAhead } from '#projections/fund-health/figures/cash-ahead.js';
import { proposals } from '#projections/fund-health/figures/proposals.js';
import type { FundView, Reading } from '#projections/reading/reading.js';
import { monthAheadOf } from '../../api/month-query.js';
import { pointOf } from '../../api/point.js';
import { READING } from '../../reading/tokens.js';
import { calendarPicture, type InMonth } from '../charts/calendar.js';
import { cashAheadPicture } from '../charts/cash-ahead.js';
import type { Picture } from '../fund/pictures.js';
import { heldFact, lowestAheadFact, type Fact } from '../fund/summary.js';
import { atMoment, pointForm, withPoint } from '../links.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { monthInWords } from '../words.js';
import { monthPage } from './month-page.js';
import { calendarTable, cashAheadTable, isOverdue } from './tables.js';
import { kindsInWords, titlesOf, type Named } from './words.js';

type Query = Readonly<Record<string, unknown>>;

/** What falls due for a fund in twelve months, and what that does to the cash the host holds. */
@Controller('funds/:fund/calendar')
@UseFilters(PageErrorFilter)
export class CalendarController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async calendar(@Param('fund') fund: string, @Query() query: Query): Promise<string> {
    const point = pointOf(query);
    const view = await this.reading.fund(fund, point);
    const waiting = await this.reading.waiting(point);
    const open = proposals(waiting);
    const items = calendar(view, open);
    const ahead = cashAhead(view);
    return page('calendar', {
      title: 'Calendar and cash ahead',
      fund: {
        name: view.facts.get('fund', fund)?.attributes.name ?? fund,
        href: withPoint(`/funds/${fund}`, query),
      },
      moment: view.moment,
      point: pointForm(`/funds/${fund}/calendar`, query),
      headline: headlineOf(view),
      file: atMoment(`/funds/${fund}/calendar.ics`, view.moment),
      cash: cashOf(view, ahead),
      due: dueOf({ ...view, titles: titlesOf(open, waiting) }, items, query),
    });
  }

  @Get(':month')
  @Header('Cache-Control', 'no-store')
  async month(
    @Param('fund') fund: string,
    @Param('month') month: string,
    @Query() query: Query,
  ): Promise<string> {
    const view = await this.reading.fund(fund, pointOf(query));
    return page('calendar-month', {
      ...monthPage(view, monthAheadOf(view, month)),
      moment: view.moment,
      fund: {
        name: view.facts.get('fund', fund)?.attributes.name ?? fund,
        href: withPoint(`/funds/${fund}`, query),
        calendar: withPoint(`/funds/${fund}/calendar`, query),
      },
      point: pointForm(`/funds/${fund}/calendar/${month}`, query),
    });
  }
}

const shortMonth = (month: string): string => monthInWords(month).replace(/^(\w{3})\w* /, '$1 ');

const headlineOf = (view: FundView): Fact[] => [heldFact(view), lowestAheadFact(view)];

/** Whether any cash is held, or would come or go. */
const hasCash = ({ months }: CashAhead): boolean =>
  months.some((of) => [of.held, of.low, of.high, of.toCome].some((pence) => pence !== 0n));

const cashOf = (view: FundView, ahead: CashAhead): Picture => ({
  heading: 'Cash month by month ahead',
  svg: !hasCash(ahead)
    ? undefined
    : cashAheadPicture(
        ahead.months.map(({ month, ...of }) => ({ label: shortMonth(month), ...of })),
      ),
  caption:
    'What the host would hold at each month\u2019s end, if confirmed instalments come on their days, invoices are paid by theirs, and awards spend what is promised to them evenly. The band: if schemes spend what they have not committed too, and if expected and indicative money comes too. Below zero, the host finances the pool.',
  table: cashAheadTable(view, ahead),
});

function dueOf(view: FundView & Named, items: readonly CalendarItem[], query: Query): Picture {
  const months = monthsAhead(view.moment.day).map(shortMonth);
  const columnOf = (item: CalendarItem): string =>
    isOverdue(item, view) ? 'Overdue' : shortMonth(monthOf(item.day));
  const kinds = Object.entries(kindsInWords);
  const due = kinds.flatMap(([kind, words]) =>
    ['Overdue', ...months].flatMap((month): InMonth[] => {
      const of = items.filter((item) => item.kind === kind && columnOf(item) === month);
      const amounts = of.flatMap(({ amount }) => (amount === null ? [] : [amount]));
      const pence = amounts.length === 0 ? null : sumPence(amounts);
      return of.length === 0 ? [] : [{ kind: words, month, count: of.length, pence }];
    }),
  );
  return {
    heading: 'Calendar',
    svg:
      items.length === 0
        ? undefined
        : calendarPicture(
            kinds.map(([, words]) => words),
            ['Overdue', ...months],
            due,
          ),
    caption:
      'How much falls due in each month and how many, by kind. Payments stand on the last of the thirty days in which they are to be made; what ring-fences have left on the last day for it; endings of awards show what was committed to them.',
    table: calendarTable(view, items, query),
  };
}
