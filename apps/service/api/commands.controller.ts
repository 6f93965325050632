import { Body, Controller, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Reading } from '#projections/reading/reading.js';
import { READING } from '../reading/tokens.js';
import { checkedQuery, dryRun } from './checked-query.js';
import { answerOf, rehearsalOf } from './answer.js';
import { expectedRevisionOf, keyOf } from './asking.js';
import { CommandDesk } from './command-desk.js';

/** Every command of the catalogue, as one POST to the thing that it concerns. */
@Controller('api/v1')
export class CommandsController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Post(':collection/:id/:command')
  @HttpCode(200)
  async post(
    @Param('collection') collection: string,
    @Param('id') id: string,
    @Param('command') command: string,
    @Query() query: unknown,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const sent = { collection, id, command, body };
    const expectedRevision = expectedRevisionOf(request);
    if (checkedQuery(Asking, query).dryRun)
      return rehearsalOf(
        await this.desk.give(sent, { dryRun: true, expectedRevision }),
        this.reading,
      );
    const answer = await this.desk.give(sent, { key: keyOf(request), expectedRevision });
    const last = answer.streams.at(-1);
    if (last) response.setHeader('ETag', `"${last.revision}"`);
    return answerOf(answer);
  }
}

/** Strict: a dry run that is misspelt must not be carried out. */
const Asking = z.strictObject({ dryRun });
