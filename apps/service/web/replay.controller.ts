import { Controller, Get, Header, Inject, Query, Res, UseFilters } from '@nestjs/common';
import type { Response } from 'express';
import { daysAfter, daysBetween } from '#contracts/calendar.js';
import { health } from '#projections/fund-health/figures/health.js';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import type { Span } from '#projections/audit-trail/span.js';
import type { Moment, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { pointOf } from '../api/point.js';
import { READING, TRAIL } from '../reading/tokens.js';
import { headline } from './fund/fund-page.js';
import { reasonOf, yearsHealthTable } from './fund/health-tables.js';
import { pointForm, pointQuery, textOf, withPoint } from './links.js';
import { PageErrorFilter } from './page-error.filter.js';
import { page } from './pages.js';
import { figuresOf } from './table.js';
import { inWords, sentenceCase } from './words.js';

type Asked = Readonly<Record<string, unknown>>;

/**
 * A fund walked through time along two lines: what was recorded, and what had taken effect. The days'
 * slider sends how many days after the first it stands; its end is everything recorded.
 */
@Controller('audit/replay')
@UseFilters(PageErrorFilter)
export class ReplayController {
  constructor(
    @Inject(TRAIL) private readonly trail: AuditTrail,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async replay(
    @Query() query: Asked,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | undefined> {
    const fund = textOf(query['fund']);
    const common = {
      ...{ title: 'A fund through time', fund, back: withPoint('/audit', query) },
      point: pointForm('/audit/replay', query),
    };
    if (fund === '') return page('replay', { ...common, funds: await this.funds() });
    const view = await this.reading.fund(fund, pointOf(query));
    const span = await this.trail.span(fund, view.moment.number);
    if (!span) throw refuse('not-found', { what: 'fund', id: fund, where: 'the log' });
    if ('day' in query) {
      response.redirect(303, addressOf(fund, view.moment.number, dayAt(span, query['day'])));
      return undefined;
    }
    const figures = figuresOf(fund, view.moment);
    const judged = health(view);
    return page('replay', {
      ...common,
      name: view.facts.get('fund', fund)?.attributes.name ?? fund,
      moment: view.moment,
      sliders: slidersOf(span, view.moment),
      health: {
        level: judged.whole,
        reason: reasonOf(view, judged),
      },
      headline: headline(view, figures),
      byYear: yearsHealthTable(view, figures),
      event: await this.eventAt(span, view.moment),
      steps: stepsOf(fund, span, view.moment),
      at: pointQuery(view.moment),
      compare: `/audit/compare?${new URLSearchParams({
        ...{ fund, from: String(view.moment.number), to: String(span.last) },
        ...(view.moment.effectiveOn === null ? {} : { fromEffectiveOn: view.moment.effectiveOn }),
      }).toString()}`,
    });
  }

  private async funds(): Promise<object[]> {
    const { facts } = await this.reading.place({});
    return facts.list('fund').map(({ id, attributes }) => ({
      text: attributes.name,
      href: `/audit/replay?fund=${id}`,
    }));
  }

  /** The fund's last event at the point: what has just happened there. */
  private async eventAt({ at }: Span, moment: Moment): Promise<object | undefined> {
    const found = at === null ? undefined : await this.reading.event(at);
    return (
      found && {
        number: found.event.number,
        type: sentenceCase(found.event.type),
        effective: inWords(found.event.effective),
        reason: found.event.reason,
        href: `/events/${found.event.number}?${pointQuery(moment)}`,
      }
    );
  }
}

/** How many days the slider has: one for each from the first to the last, and its end. */
const daysOf = ({ earliest, latest }: Span): number => daysBetween(earliest, latest) + 1;

/** The day at which the slider stands; undefined at its end. */
function dayAt(span: Span, sent: unknown): string | undefined {
  const place = typeof sent === 'string' && /^\d{1,6}$/.test(sent) ? Number(sent) : Infinity;
  return place >= daysOf(span) ? undefined : daysAfter(span.earliest, place);
}

const addressOf = (fund: string, number: number, effectiveOn?: string): string =>
  `/audit/replay?${new URLSearchParams({
    ...{ fund, asKnownAt: String(number) },
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
  }).toString()}`;

const slidersOf = (span: Span, { number, effectiveOn }: Moment): object => ({
  recorded: { from: span.first, to: span.last, at: number },
  effective: {
    earliest: span.earliest,
    to: daysOf(span),
    at: effectiveOn === null ? daysOf(span) : daysBetween(span.earliest, effectiveOn),
    says: effectiveOn === null ? 'everything recorded by then' : inWords(effectiveOn),
  },
});

/** One event back and forth. */
function stepsOf(fund: string, span: Span, { effectiveOn }: Moment): object[] {
  const day = effectiveOn ?? undefined;
  return [
    { text: 'The event before', at: span.before },
    { text: 'The event after', at: span.after },
  ].flatMap(({ text, at }) => (at === null ? [] : [{ text, href: addressOf(fund, at, day) }]));
}
