import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { formatVerifierKey } from '#libs/transparency/keys.js';
import { entryBundle } from '#libs/transparency/entry-bundle.js';
import {
  parseTilePath,
  tileWidth,
  tileWidthMax,
  type BundleKind,
} from '#libs/transparency/tiles.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { askingAs } from '../access/asking-as.js';
import { LEDGER, TRANSPARENCY } from '../api/tokens.js';
import type { Ledger } from '../ledger/ledger.js';
import { recordCosignature } from './cosignatures.js';
import type { LogService } from './log-service.js';
import { proved } from './proved.js';
import {
  checkpointOfSize,
  checkpointsBelow,
  cosigned,
  newestCheckpoint,
} from './stored-checkpoints.js';

const checkpointsPerPageMax = 1_000;

const text = 'text/plain; charset=utf-8';
/** The first so many hashes of a tile never change: a tile only grows, and has another name then. */
const forEver = 'public, max-age=31536000, immutable';

const Asked = z.object({
  cursor: z.coerce.number().int().min(0).default(Number.MAX_SAFE_INTEGER),
  limit: z.coerce.number().int().min(1).max(checkpointsPerPageMax).default(100),
});
const Given = z.strictObject({
  size: z.int().min(0),
  signature: z.string().min(1).max(1_000),
});

/** The log as C2SP tlog-tiles shows it. Hashes and checkpoints are for all, entries are not. */
@Controller('log')
export class LogController {
  constructor(
    @Inject(TRANSPARENCY) private readonly log: LogService,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  @Get('checkpoint')
  async checkpoint(@Res() response: Response): Promise<void> {
    const newest = await newestCheckpoint(this.log.pool);
    if (!newest) throw refuse('not-in-the-tree', { asked: 'The first checkpoint', size: 0 });
    response.setHeader('Content-Type', text).setHeader('Cache-Control', 'no-cache');
    response.send(cosigned(newest));
  }

  /** What was signed, the newest first, with who cosigned it. */
  @Get('checkpoints')
  async checkpoints(@Query() query: Readonly<Record<string, unknown>>): Promise<object> {
    const asked = Asked.safeParse(query);
    if (!asked.success)
      throw refuse('invalid-request', {
        detail: `cursor is the "next" of the page before, limit a number from 1 to ${checkpointsPerPageMax}`,
      });
    const { cursor, limit } = asked.data;
    const rows = await checkpointsBelow(this.log.pool, cursor, limit);
    return {
      origin: this.log.origin,
      checkpoints: rows.map(({ root, ...rest }) => ({
        ...rest,
        root: Buffer.from(root).toString('base64'),
      })),
      next: rows.length === limit ? String(rows.at(-1)?.size) : null,
    };
  }

  @Get('checkpoints/:size')
  async checkpointOf(@Param('size') size: string, @Res() response: Response): Promise<void> {
    const known = /^\d{1,15}$/.test(size)
      ? await checkpointOfSize(this.log.pool, Number(size))
      : undefined;
    if (!known) throw refuse('checkpoint-unknown', { size });
    response.setHeader('Content-Type', text).setHeader('Cache-Control', 'no-cache');
    response.send(cosigned(known));
  }

  /** With what to verify: keys of the log by sizes of the tree, cosigners by instants. */
  @Get('keys')
  async keys(): Promise<object> {
    const { keys } = await this.log.trusted();
    const cosigners = await this.log.look((state) => [...state.cosigners]);
    return {
      origin: this.log.origin,
      id: this.log.id,
      keys: keys.map(({ key, from, to = null }) => ({
        verifierKey: formatVerifierKey(key),
        ...{ from, to },
      })),
      cosigners: cosigners.map(({ verifierKey, organisation, from, to = null }) => ({
        ...{ verifierKey, organisation, from, to },
      })),
    };
  }

  @Get('tile/*path')
  async tile(@Req() request: Request, @Res() response: Response): Promise<void> {
    const path = request.path.slice('/log/'.length);
    const named = parseTilePath(path);
    if (!named) throw refuse('not-found', { what: 'tile', id: path, where: 'the log' });
    const { level, index, width } = named;
    if (typeof level !== 'number') return this.entries(request, response, level, index, width);
    await this.requireReached(path, level, index, width);
    const hashes = await proved(this.log, () => this.log.tiles(level, index, width));
    response.setHeader('Content-Type', 'application/octet-stream');
    response.setHeader('Cache-Control', forEver).send(Buffer.from(hashes));
  }

  /** A partner's signature over a checkpoint. It says who made it, so nobody need sign in. */
  @Post('cosignatures')
  @HttpCode(200)
  async cosign(@Body() body: unknown): Promise<object> {
    const given = Given.safeParse(body);
    if (!given.success)
      throw refuse('invalid-request', {
        detail:
          'give "size", that of the checkpoint, and "signature", the line of the signature as C2SP tlog-cosignature has it',
      });
    const { size, signature } = given.data;
    const refused = await recordCosignature(this.log, this.ledger.store, size, signature);
    if (refused) throw new Refused(refused);
    return { recorded: true, size };
  }

  private async entries(
    request: Request,
    response: Response,
    kind: BundleKind,
    index: number,
    width: number,
  ): Promise<void> {
    // A bundle holds events of every fund: it is for who is appointed to audit all of them.
    const { asker, scope, standing } = askingAs() ?? {};
    const every = standing?.funds.every(({ fund }) => scope?.funds?.includes(fund)) ?? false;
    if (asker?.role !== 'auditor' || !every) throw refuse('entries-not-open', {});
    await this.requireReached(request.path.slice('/log/'.length), 0, index, width);
    const entries: Buffer[] = [];
    const after = index * tileWidthMax;
    for await (const events of this.ledger.store.readBytes(after, after + width))
      entries.push(...events.map(({ bytes }) => Buffer.from(bytes)));
    const bundle = entries.length === width ? entryBundle(kind, entries) : undefined;
    if (!bundle)
      throw refuse('not-found', {
        what: 'bundle',
        id: request.path,
        where:
          'the log, since one of its entries is longer than 65,535 bytes: see /log/tile/long-entries',
      });
    response.setHeader('Content-Type', 'application/octet-stream');
    response.setHeader('Cache-Control', 'private, no-store').send(Buffer.from(bundle));
  }

  private async requireReached(
    asked: string,
    level: number,
    index: number,
    width: number,
  ): Promise<void> {
    const size = await this.log.size();
    if (tileWidth(level, index, size) < width) throw refuse('not-in-the-tree', { asked, size });
  }
}
