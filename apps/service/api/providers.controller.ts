import { Controller, Get, Inject, Param, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { FinancialYear } from '#contracts/values.js';
import { yearOf } from '#contracts/financial-year.js';
import type { EventStore } from '#libs/event-store/port.js';
import { providerAllocations } from '#projections/provider-allocations/allocations.js';
import { ownStatement } from '#projections/provider-allocations/figures/own-statement.js';
import type { Reading } from '#projections/reading/reading.js';
import { READING } from '../reading/tokens.js';
import type { Ledger } from '../ledger/ledger.js';
import type { NamedLog } from '../log/made-from.js';
import { providerStatementFile } from '../statements/provider-statement.js';
import { statementMediaTypes } from '../statements/written-statement.js';
import { statementFormatOf } from './statement-query.js';
import { LEDGER, STORE, TRANSPARENCY } from './tokens.js';
import { checkedQuery } from './checked-query.js';
import { pointOf, writtenMoment } from './point.js';
import { changesFor, providerSeen } from './provider-asked.js';
import { writtenFigures } from './written-figures.js';

type Query = Readonly<Record<string, unknown>>;

const OfYear = z.object({ year: FinancialYear.optional() });
export const Since = z.object({
  since: z.string().min(1).optional(),
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});

/** What a provider will receive, how certain it is, what has been paid, what changed and why. */
@Controller('api/v1/providers/:provider')
export class ProvidersController {
  private readonly maker: { readonly log: NamedLog; readonly now: () => Date };

  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(STORE) private readonly store: EventStore,
    @Inject(TRANSPARENCY) log: NamedLog,
    @Inject(LEDGER) { now }: Ledger,
  ) {
    this.maker = { log, now };
  }

  @Get('allocations')
  async allocations(@Param('provider') provider: string, @Query() query: Query): Promise<object> {
    const view = await providerSeen(this.reading, provider, pointOf(query));
    const { moment, partial, identifiers, funds } = view;
    return {
      ...writtenMoment(moment),
      ...{ provider, identifiers, partial, day: moment.day },
      funds: funds.map(({ fund }) => fund),
      ...writtenFigures(providerAllocations(view)),
    };
  }

  @Get('changes')
  async changes(@Param('provider') provider: string, @Query() query: Query): Promise<object> {
    const asked = checkedQuery(Since, query);
    const point = pointOf(query);
    // Also to be refused where nothing is to be seen.
    await providerSeen(this.reading, provider, point);
    const found = await changesFor(this.reading, this.store, provider, point, asked);
    const { moment, since, changes, next } = found;
    return { ...writtenMoment(moment), provider, since, ...writtenFigures({ changes }), next };
  }

  /** For the provider's own auditors: one financial year of the funds, and what is open at its ends. */
  @Get('statement')
  async statement(
    @Param('provider') provider: string,
    @Query() query: Query,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const { format, forPeople } = statementFormatOf(request);
    const asked = checkedQuery(OfYear, query);
    const view = await providerSeen(this.reading, provider, pointOf(query));
    const year = asked.year ?? yearOf(view.moment.day);
    response.vary('Accept').setHeader('Purse-Number', view.moment.number);
    if (format !== 'json') {
      const file = await providerStatementFile(view, year, this.maker);
      return new StreamableFile(await file.written(format, forPeople), {
        type: statementMediaTypes[format],
        disposition: `attachment; filename="${file.fileName(format)}"`,
      });
    }
    return {
      ...writtenMoment(view.moment),
      ...{ provider, partial: view.partial, year },
      ...writtenFigures({ lines: ownStatement(view, year) }),
    };
  }
}
