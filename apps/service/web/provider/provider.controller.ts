import {
  Controller,
  Get,
  Header,
  Inject,
  Param,
  Query,
  Redirect,
  Req,
  StreamableFile,
  UseFilters,
} from '@nestjs/common';
import type { Request } from 'express';
import { yearOf } from '#contracts/financial-year.js';
import { FinancialYear } from '#contracts/values.js';
import type { EventStore } from '#libs/event-store/port.js';
import type { Change } from '#projections/provider-allocations/figures/changes.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { currentAsker } from '../../access/asking-as.js';
import { checkedQuery } from '../../api/checked-query.js';
import { identityOf } from '../../api/asking.js';
import { pointOf } from '../../api/point.js';
import {
  changesFor,
  providerSeen,
  type Changes,
  type ProviderSeen,
} from '../../api/provider-asked.js';
import { Since } from '../../api/providers.controller.js';
import { statementFormatOf } from '../../api/statement-query.js';
import { LEDGER, SEALING, STORE, TRANSPARENCY } from '../../api/tokens.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { NamedLog } from '../../log/made-from.js';
import { READING } from '../../reading/tokens.js';
import type { Sealing } from '../../sealing/sealing.js';
import { providerStatementFile } from '../../statements/provider-statement.js';
import { statementMediaTypes } from '../../statements/written-statement.js';
import { filled, textOf, withPoint } from '../links.js';
import { page } from '../pages.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { awardPage } from './award-page.js';
import { aboutProvider, acts, providerPage } from './provider-page.js';
import { statementPage } from './statement-page.js';
import { changesTable } from './tables.js';

type Query = Readonly<Record<string, unknown>>;
const lastChanges = 5;
/** An award changes seldom enough that this holds what is asked about; the page of changes has all. */
const changesOfAward = 200;

/** What a provider will receive, for the provider itself and for whoever sees the funds. */
@Controller()
@UseFilters(PageErrorFilter)
export class ProviderController {
  private readonly maker: { readonly log: NamedLog; readonly now: () => Date };

  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(STORE) private readonly store: EventStore,
    @Inject(SEALING) private readonly sealing: Sealing,
    @Inject(TRANSPARENCY) log: NamedLog,
    @Inject(LEDGER) { now }: Ledger,
  ) {
    this.maker = { log, now };
  }

  /** A provider's own start. */
  @Get('provider')
  @Redirect()
  own(@Query() query: Query): object {
    const asker = currentAsker();
    if (asker?.role !== 'provider')
      throw refuse('not-found', { what: 'provider', id: 'yours', where: 'what you act for' });
    return { url: withPoint(`/providers/${asker.organisation}`, query), statusCode: 303 };
  }

  @Get('providers/:provider')
  @Header('Cache-Control', 'no-store')
  async provider(@Param('provider') provider: string, @Query() query: Query): Promise<string> {
    const view = await this.seen(provider, query);
    const { changes } = await this.changed(view, query, { limit: lastChanges });
    return page('provider/provider', providerPage(view, changes, query, acts(view)));
  }

  @Get('providers/:provider/awards/:award')
  @Header('Cache-Control', 'no-store')
  async award(
    @Param('provider') provider: string,
    @Param('award') award: string,
    @Query() query: Query,
  ): Promise<string> {
    const view = await this.seen(provider, query);
    const { changes } = await this.changed(view, query, { limit: changesOfAward });
    return page('provider/award', awardPage(view, award, changes, query, acts(view)));
  }

  @Get('providers/:provider/changes')
  @Header('Cache-Control', 'no-store')
  async changes(@Param('provider') provider: string, @Query() query: Query): Promise<string> {
    const view = await this.seen(provider, query);
    const asked = checkedQuery(Since, filled(query));
    const { changes, next } = await this.changed(view, query, asked);
    const here = `/providers/${provider}/changes`;
    const since = textOf(query['since']);
    const more = new URLSearchParams({ ...(since === '' ? {} : { since }), cursor: next ?? '' });
    return page('provider/changes', {
      ...aboutProvider(view, query, '/changes', ['since']),
      ...{ action: here, since, table: changesTable(view, changes, query) },
      next: next === null ? undefined : withPoint(`${here}?${more.toString()}`, query),
    });
  }

  @Get('providers/:provider/statement')
  @Header('Cache-Control', 'no-store')
  async statement(
    @Param('provider') provider: string,
    @Query() query: Query,
    @Req() request: Request,
  ): Promise<string | StreamableFile> {
    const view = await this.seen(provider, query);
    const year = FinancialYear.optional().safeParse(filled(query)['year']);
    if (!year.success)
      throw refuse('invalid-request', { detail: 'year is a financial year such as "2026-27"' });
    const of = year.data ?? yearOf(view.moment.day);
    const file = await providerStatementFile(view, of, this.maker);
    if (query['table'] === undefined && query['format'] !== undefined) {
      const { format } = statementFormatOf(request);
      if (format !== 'json')
        return new StreamableFile(await file.written(format, true), {
          type: statementMediaTypes[format],
          disposition: `attachment; filename="${file.fileName(format)}"`,
        });
    }
    return page('provider/statement', statementPage(view, of, query, file.about.log));
  }

  private seen(provider: string, query: Query): Promise<ProviderSeen> {
    return providerSeen(this.reading, provider, pointOf(query));
  }

  /** With sealed words as whoever asks may read them. */
  private async changed(
    view: ProviderSeen,
    query: Query,
    asked: Parameters<typeof changesFor>[4],
  ): Promise<Pick<Changes, 'next'> & { readonly changes: readonly Change[] }> {
    const { provider } = view;
    const found = await changesFor(this.reading, this.store, provider, pointOf(query), asked);
    return { next: found.next, changes: await this.sealing.shown(found.changes, identityOf()) };
  }
}
