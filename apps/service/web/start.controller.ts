import { Controller, Get, Header, Inject, Query, UseFilters } from '@nestjs/common';
import type { Reading } from '#projections/reading/reading.js';
import { health } from '#projections/fund-health/figures/health.js';
import { held } from '#projections/fund-health/figures/held.js';
import { askingAs, currentAsker } from '../access/asking-as.js';
import { pointOf } from '../api/point.js';
import { READING } from '../reading/tokens.js';
import { fundedInWords } from './fund/summary.js';
import { pointForm, pointQuery } from './links.js';
import { page } from './pages.js';
import { PageErrorFilter } from './page-error.filter.js';
import { figuresOf } from './table.js';
import { capital } from './words.js';

@Controller()
@UseFilters(PageErrorFilter)
export class StartController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  /** What this is, the funds and how they stand. */
  @Get()
  @Header('Cache-Control', 'no-store')
  async start(@Query() query: Readonly<Record<string, unknown>>): Promise<string> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    // As each fund's own page asks: a number that nobody asked for would make of now the day of the
    // last event, and every overdue instalment younger than it is.
    const point = pointOf(query);
    const funds = [];
    // The health of a fund is told of the whole of it.
    const whole = askingAs()?.scope.funds ?? [];
    for (const { id } of facts.list('fund').filter((fund) => whole.includes(fund.id))) {
      const view = await this.reading.fund(id, point);
      const judged = health(view);
      const worst = judged.dimensions.find(({ level }) => level === judged.whole);
      funds.push({
        name: view.facts.get('fund', id)?.attributes.name ?? id,
        kind: capital(view.facts.get('fund', id)?.attributes.kind ?? ''),
        href: `/funds/${id}${queryOf(query) === '' ? '' : `?${pointQuery(view.moment)}`}`,
        level: judged.whole,
        reason: judged.whole === 'green' ? 'Nothing speaks against it' : (worst?.reasons[0] ?? ''),
        held: figuresOf(id, view.moment).cell('Held by the host', held(view).now),
        funded: fundedInWords(view),
      });
    }
    return page('start', {
      funds,
      works: ['commissioner', 'approver'].includes(currentAsker()?.role ?? ''),
      moment,
      point: pointForm('/', query),
    });
  }
}

const queryOf = (query: Readonly<Record<string, unknown>>): string =>
  [query['asKnownAt'], query['effectiveOn']].filter((value) => typeof value === 'string').join('');
