import {
  Controller,
  Get,
  Header,
  Inject,
  Param,
  Query,
  Req,
  StreamableFile,
  UseFilters,
} from '@nestjs/common';
import type { Request } from 'express';
import { yearOf } from '#contracts/financial-year.js';
import type { FundTerms, Reading } from '#projections/reading/reading.js';
import { together } from '#projections/reading/together.js';
import type { StatementOf } from '#projections/statements/figures/head.js';
import { checkedQuery } from '../../api/checked-query.js';
import { pointOf } from '../../api/point.js';
import { StatementAsked, statementFormatOf } from '../../api/statement-query.js';
import { LEDGER, TRANSPARENCY } from '../../api/tokens.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { NamedLog } from '../../log/made-from.js';
import { READING } from '../../reading/tokens.js';
import {
  issuedStatement,
  madeStatement,
  type MadeStatement,
  type StatementMaker,
} from '../../statements/made-statement.js';
import { statementFormats, statementMediaTypes } from '../../statements/written-statement.js';
import { filled, pointForm, standing, withPoint } from '../links.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { issuedStanding, issuing } from './signing.js';
import { issuedTable, otherEnds, partTable, yearsTable } from './statement-tables.js';

type Asked = Readonly<Record<string, unknown>>;

/** The statements of a fund: those that were issued, and any as it would be issued. */
@Controller('funds/:fund')
@UseFilters(PageErrorFilter)
export class StatementPagesController {
  private readonly maker: StatementMaker;

  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(TRANSPARENCY) log: NamedLog,
    @Inject(LEDGER) { now }: Ledger,
  ) {
    this.maker = { reading, log, now };
  }

  @Get('statements')
  @Header('Cache-Control', 'no-store')
  async statements(@Param('fund') fund: string, @Query() query: Asked): Promise<string> {
    const view = await this.reading.terms(fund, pointOf(query));
    const years = await this.reading.years(fund, view.moment);
    return page('statements/statements', {
      title: 'Statements',
      fund: fundOf(view, query),
      moment: view.moment,
      point: pointForm(`/funds/${fund}/statements`, query),
      issued: issuedTable(view, query),
      years: yearsTable(fund, years.toReversed(), yearOf(view.moment.day), query),
    });
  }

  @Get('statement')
  @Header('Cache-Control', 'no-store')
  async statement(
    @Param('fund') fund: string,
    @Query() query: Asked,
    @Req() request: Request,
  ): Promise<string | StreamableFile> {
    const of = checkedQuery(StatementAsked, filled(query));
    const point = pointOf(query);
    const making = madeStatement(this.maker, fund, of, point);
    if (isFileAsked(query)) return fileOf(await making, request);
    const [made, terms] = await together(making, this.reading.terms(fund, point));
    return shown(terms, made, request, { of });
  }

  @Get('statements/:statement')
  @Header('Cache-Control', 'no-store')
  async issued(
    @Param() { fund = '', statement = '' }: Readonly<Record<string, string>>,
    @Query() query: Asked,
    @Req() request: Request,
  ): Promise<string | StreamableFile> {
    const made = await issuedStatement(this.maker, fund, statement, pointOf(query));
    if (isFileAsked(query)) return fileOf(made, request);
    return shown(made.terms, made, request, { issued: statement });
  }
}

const isFileAsked = (query: Asked): boolean =>
  query['table'] === undefined && query['format'] !== undefined;

async function fileOf(made: MadeStatement, request: Request): Promise<StreamableFile> {
  const { format } = statementFormatOf(request);
  const bytes = format === 'json' ? Buffer.from(made.read.text) : await made.written(format, true);
  return new StreamableFile(bytes, {
    type: format === 'json' ? 'application/json' : statementMediaTypes[format],
    disposition: `attachment; filename="${made.fileName(format)}"`,
  });
}

function shown(
  view: FundTerms,
  made: MadeStatement,
  request: Request,
  { issued, of }: { readonly issued?: string; readonly of?: StatementOf },
): string {
  const query = request.query as Asked;
  const { fund } = view;
  const { layout, about, read } = made;
  // What was issued is of its own number, whatever is asked for.
  const here = issued === undefined ? standing(request.originalUrl, read.moment) : undefined;
  const address = here ?? `/funds/${fund}/statements/${encodeURIComponent(issued ?? '')}`;
  return page('statements/statement', {
    title: layout.title,
    of: layout.of,
    notes: layout.notes,
    fund: fundOf(view, query),
    back: withPoint(`/funds/${fund}/statements`, query),
    moment: read.moment,
    standing: address,
    issued,
    evidence: `/funds/${fund}/statements/${encodeURIComponent(issued ?? '')}/evidence`,
    standsAs: issued === undefined ? undefined : issuedStanding(view, issued),
    ends: of === undefined ? [] : otherEnds(fund, of, query),
    issue: of === undefined ? [] : issuing(fund, of, read.moment.number),
    sha256: read.sha256,
    log: about.log,
    point: pointForm(`/funds/${fund}/statement`, query, ['kind', 'year', 'quarter']),
    tables: layout.parts.map((part) => partTable(part, { fund, moment: read.moment, of: made.of })),
    files: statementFormats.map((format) => ({
      format,
      href: `${address}${address.includes('?') ? '&' : '?'}format=${format}`,
    })),
  });
}

const fundOf = ({ fund, facts }: FundTerms, query: Asked): object => ({
  name: facts.get('fund', fund)?.attributes.name ?? fund,
  href: withPoint(`/funds/${fund}`, query),
});
