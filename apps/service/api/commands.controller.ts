import { Body, Controller, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { catalogue, type Collection } from '#contracts/commands/catalogue.js';
import type { Json } from '#contracts/envelope.js';
import { londonDay } from '#contracts/financial-year.js';
import { Day, Id } from '#contracts/values.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { LedgerCommand, type Answer, type Asked } from '../ledger/commands.js';
import type { Ledger } from '../ledger/ledger.js';
import { expectedRevisionOf, keyOf, reasonOf, requiredIdentity } from './asking.js';
import { LEDGER } from './tokens.js';
import { READING } from '../reading/tokens.js';
import { answerOf, rehearsalOf } from './answer.js';
import { wordsOf } from './checked-query.js';
import type { Reading } from '#projections/reading/reading.js';

/** Every command of the catalogue, as one POST to the thing that it concerns. */
@Controller('api/v1')
export class CommandsController {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Post(':collection/:id/:command')
  @HttpCode(200)
  async post(
    @Param('collection') collection: string,
    @Param('id') id: string,
    @Param('command') name: string,
    @Query('dryRun') dryRun: string | undefined,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const identity = requiredIdentity();
    const asked = commandOf(collection, id, name, body, this.ledger.now());
    const rehearsal = dryRun === 'true';
    const key = rehearsal ? `${identity.id}/dry-run` : keyOf(request, identity);
    const answer = await this.bus.execute<LedgerCommand, Answer>(
      new LedgerCommand(
        {
          provenance: {
            actor: identity.id,
            organisation: identity.organisation,
            authority: identity.authority,
            reason: asked.reason,
          },
          key,
          asked: [collection, id, name, body as Json],
          dryRun: rehearsal,
          about: asked.about,
          office: identity.office,
        },
        { ...asked.asked, expectedRevision: expectedRevisionOf(request) },
      ),
    );
    if ('refused' in answer) throw new Refused(answer.refused);
    if (rehearsal) return rehearsalOf(answer, this.reading);
    const last = answer.streams.at(-1);
    if (last) response.setHeader('ETag', `"${last.revision}"`);
    return answerOf(answer);
  }
}

const Wrapping = z.looseObject({
  effective: Day.optional(),
  reason: z.unknown(),
  about: Id.optional(),
});

/** Finds the command in the catalogue and checks what came with it; says where it is wrong. */
function commandOf(
  collection: string,
  id: string,
  name: string,
  body: unknown,
  now: Date,
): { asked: Asked; reason: string; about: string | undefined } {
  const found: Collection | undefined = Object.hasOwn(catalogue, collection)
    ? catalogue[collection as keyof typeof catalogue]
    : undefined;
  const schema = found && Object.hasOwn(found.commands, name) ? found.commands[name] : undefined;
  if (!found || !schema)
    throw refuse('not-found', { what: 'command', id: `${collection}/…/${name}`, where: 'the API' });
  if (!Id.safeParse(id).success)
    throw refuse('invalid-request', {
      detail: `"${id}" is no identifier: use letters, digits and . : _ -`,
    });

  const wrapping = Wrapping.safeParse(body);
  if (!wrapping.success) throw refuse('invalid-request', { detail: wordsOf(wrapping.error) });
  const { effective, reason, about, ...input } = wrapping.data;
  const said = reasonOf(reason);
  const command = schema.safeParse(input);
  if (!command.success) throw refuse('invalid-request', { detail: wordsOf(command.error) });
  const checked = { ...command.data, command: name, effective: effective ?? londonDay(now) };
  return {
    asked: { kind: found.kind, id, command: checked } as unknown as Asked,
    reason: said,
    about,
  };
}
