import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { OrganisationId } from '#contracts/values.js';
import type { EventStore } from '#libs/event-store/port.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { askingAs } from '../access/asking-as.js';
import { fundPack, providerPack, type Pack, type PackSources } from '../evidence/packs.js';
import { codeOf } from '../explained.js';
import type { TransparencyLog } from '../log/transparency-log.js';
import { READING } from '../reading/tokens.js';
import { listOf } from './point.js';
import { STORE, TRANSPARENCY } from './tokens.js';

type Query = Readonly<Record<string, unknown>>;

const Kept = z.preprocess(
  // A form sends what was left empty too.
  (value) => (value === undefined || value === '' ? [] : listOf(value)),
  z
    .array(z.coerce.number().int().min(1), {
      error: 'kept is the size of a checkpoint that you kept',
    })
    .max(100),
);

/** Evidence packs: what anybody can verify without us (docs/evidence-pack.md). */
@Controller('api/v1')
export class EvidenceController {
  readonly #sources: PackSources;

  constructor(
    @Inject(STORE) store: EventStore,
    @Inject(READING) reading: Reading,
    @Inject(TRANSPARENCY) transparency: TransparencyLog,
  ) {
    this.#sources = { store, reading, transparency };
  }

  /** Of a statement: complete, for whoever may see the whole fund. */
  @Get('funds/:fund/statements/:statement/evidence')
  async ofStatement(
    @Param('fund') fund: string,
    @Param('statement') statement: string,
    @Query() query: Query,
    @Res() response: Response,
  ): Promise<void> {
    const pack = await fundPack(this.#sources, fund, statement, keptOf(query));
    await send(response, pack, `${fund}-${statement}`);
  }

  /** Of what concerns one provider: inclusion only, and it says so. */
  @Get('funds/:fund/evidence')
  async ofProvider(
    @Param('fund') fund: string,
    @Query() query: Query,
    @Res() response: Response,
  ): Promise<void> {
    const { funds, providers } = askingAs()?.scope ?? {};
    const provider = OrganisationId.safeParse(query['provider']);
    if (!provider.success)
      throw refuse('invalid-request', { detail: 'provider is the organisation that it is about' });
    if (!funds?.includes(fund) && !providers?.includes(provider.data))
      throw refuse('evidence-of-others', { fund, organisation: provider.data });
    const pack = await providerPack(this.#sources, fund, provider.data, keptOf(query));
    await send(response, pack, `${fund}-provider`);
  }
}

function keptOf(query: Query): readonly number[] {
  const kept = Kept.safeParse(query['kept']);
  if (!kept.success)
    throw refuse('invalid-request', { detail: 'kept is the size of a checkpoint that you kept' });
  return kept.data;
}

async function send(response: Response, { of, pieces }: Pack, name: string): Promise<void> {
  const text = Readable.from(pieces);
  // What fails before the first piece can still be answered as a problem.
  await once(text, 'readable');
  response
    .type('text/plain')
    .setHeader('Content-Disposition', `attachment; filename="${name}-${of.size}.evidence"`)
    .setHeader('Purse-Number', of.size);
  try {
    await pipeline(text, response);
  } catch (error) {
    // Whoever goes away ends the reading of the log, which is no fault.
    if (codeOf(error) !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
