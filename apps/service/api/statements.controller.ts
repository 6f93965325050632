import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { StatementKind } from '#contracts/events/fund/statements.js';
import { FinancialYear } from '#contracts/values.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import type { StatementOf } from '#projections/statements/figures/statement.js';
import { readStatement, type StatementAsRead } from '#projections/statements/read-statement.js';
import { formOf } from '../log/made-from.js';
import type { TransparencyLog } from '../log/transparency-log.js';
import { READING } from '../reading/tokens.js';
import { checkedQuery } from './checked-query.js';
import { pointOf } from './point.js';
import { TRANSPARENCY } from './tokens.js';

const Asked = z
  .object({
    kind: StatementKind.optional(),
    year: FinancialYear,
    quarter: z.coerce.number().int().min(1).max(4).optional(),
  })
  .transform(({ kind, year, quarter }): StatementOf => ({
    kind: kind ?? (quarter === undefined ? 'memorandum-account' : 'partner-quarter'),
    year,
    quarter: quarter ?? null,
  }))
  .refine(({ kind, quarter }) => (kind === 'partner-quarter') === (quarter !== null), {
    error: 'name a quarter (1 to 4) for a partner-quarter, and for nothing else',
  });

/** Statements: the answer is the document itself, byte for byte as its hash says. */
@Controller('api/v1')
export class StatementsController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(TRANSPARENCY) private readonly log: TransparencyLog,
  ) {}

  /** As it would be issued, made from what was known at any number. */
  @Get('funds/:fund/statement')
  async statement(
    @Param('fund') fund: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const asked = checkedQuery(Asked, query);
    send(
      response,
      await readStatement(this.reading, fund, asked, pointOf(query), formOf(2, this.log)),
    );
  }

  /** One that was issued, made anew from its own number: other bytes than were issued are not shown. */
  @Get('funds/:fund/statements/:statement')
  async issued(
    @Param('fund') fund: string,
    @Param('statement') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const { facts } = await this.reading.fund(fund, pointOf(query));
    const found = facts.get('statement', id);
    if (!found) throw refuse('not-found', { what: 'statement', id, where: 'the fund' });
    const { kind, year, quarter, asKnownAt, effectiveOn, sha256 } = found.attributes;
    const made = await readStatement(
      this.reading,
      fund,
      { kind, year, quarter },
      { asKnownAt: String(asKnownAt), effectiveOn: effectiveOn ?? undefined },
      formOf(found.attributes.format, this.log),
    );
    if (made.sha256 !== sha256)
      throw refuse('statement-not-reproduced', {
        statement: id,
        issued: sha256,
        made: made.sha256,
      });
    send(response, made);
  }
}

/**
 * The digest is of the bytes that are sent (RFC 9530); the number is the one that the document states,
 * whatever later point it is asked for at.
 */
function send(response: Response, { moment, text, sha256 }: StatementAsRead): void {
  response
    .type('application/json')
    .setHeader('Content-Digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
    .setHeader('Purse-Number', moment.number)
    .setHeader('ETag', `"${sha256}"`)
    .send(Buffer.from(text));
}
