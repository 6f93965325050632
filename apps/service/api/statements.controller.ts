import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Reading } from '#projections/reading/reading.js';
import type { StatementAsRead } from '#projections/statements/read-statement.js';
import type { Ledger } from '../ledger/ledger.js';
import type { NamedLog } from '../log/made-from.js';
import { READING } from '../reading/tokens.js';
import {
  issuedStatement,
  madeStatement,
  type MadeStatement,
  type StatementMaker,
} from '../statements/made-statement.js';
import { statementMediaTypes } from '../statements/written-statement.js';
import { checkedQuery } from './checked-query.js';
import { pointOf } from './point.js';
import { StatementAsked, statementFormatOf } from './statement-query.js';
import { LEDGER, TRANSPARENCY } from './tokens.js';

type Query = Readonly<Record<string, unknown>>;

/**
 * Statements: as JSON the answer is the document itself, byte for byte as its hash says; laid out for
 * people as CSV, as a workbook and on paper.
 */
@Controller('api/v1')
export class StatementsController {
  private readonly maker: StatementMaker;

  constructor(
    @Inject(READING) reading: Reading,
    @Inject(TRANSPARENCY) log: NamedLog,
    @Inject(LEDGER) { now }: Ledger,
  ) {
    this.maker = { reading, log, now };
  }

  /** As it would be issued, made from what was known at any number. */
  @Get('funds/:fund/statement')
  async statement(
    @Param('fund') fund: string,
    @Query() query: Query,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asked = checkedQuery(StatementAsked, query);
    await send(request, response, () => madeStatement(this.maker, fund, asked, pointOf(query)));
  }

  @Get('funds/:fund/statements/:statement')
  async issued(
    @Param('fund') fund: string,
    @Param('statement') id: string,
    @Query() query: Query,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await send(request, response, () => issuedStatement(this.maker, fund, id, pointOf(query)));
  }
}

async function send(
  request: Request,
  response: Response,
  make: () => Promise<MadeStatement>,
): Promise<void> {
  const { format, forPeople } = statementFormatOf(request);
  const made = await make();
  response.vary('Accept').setHeader('Purse-Number', made.read.moment.number);
  if (format === 'json') sendDocument(response, made.read);
  else
    response
      .type(statementMediaTypes[format])
      .setHeader('Content-Disposition', `attachment; filename="${made.fileName(format)}"`)
      .send(await made.written(format, forPeople));
}

/**
 * The digest is of the bytes that are sent (RFC 9530); the number is the one that the document states,
 * whatever later point it is asked for at.
 */
function sendDocument(response: Response, { text, sha256 }: StatementAsRead): void {
  response
    .type('application/json')
    .setHeader('Content-Digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
    .setHeader('ETag', `"${sha256}"`)
    .send(Buffer.from(text));
}
