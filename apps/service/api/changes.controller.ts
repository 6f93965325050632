import { once } from 'node:events';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { changesAtOnce } from '#projections/audit-trail/changes.js';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import type { Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import type { Progress } from '#projections/runner/runner.js';
import { READING, TRAIL } from '../reading/tokens.js';
import { requiredIdentity } from './asking.js';
import { checkedQuery } from './checked-query.js';
import { PROGRESS } from './tokens.js';

/** A line without meaning, so that nobody between takes the connection for dead. */
const heartbeatMilliseconds = 15_000;
/** Whoever follows comes again after it, and is judged anew: signed in, appointed, on a new day. */
const followedMilliseconds = 5 * 60_000;
const reconnectMilliseconds = 2_000;

/** Connections that are held open: of one person, and of one process. */
const perPersonMax = 8;
const followersMax = 500;

const number = z.string().regex(/^\d{1,15}$/, 'it is a log number');
const Asked = z.object({ from: number.optional() });

/** What is recorded, as it is recorded, for those who see anything of it (server-sent events). */
@Controller('api/v1')
export class ChangesController {
  private readonly followers = new Map<string, number>();

  constructor(
    @Inject(TRAIL) private readonly trail: AuditTrail,
    @Inject(READING) private readonly reading: Reading,
    @Inject(PROGRESS) private readonly progress: Progress,
  ) {}

  @Get('changes')
  async changes(
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const from = await this.fromOf(query, request);
    const { id } = requiredIdentity();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    this.arrive(id);
    try {
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        // A proxy that waits for more before it passes anything on would keep it all.
        'X-Accel-Buffering': 'no',
      });
      response.write(`retry: ${reconnectMilliseconds}\n\n`);
      await this.follow(from, response, gone.signal);
      response.end();
    } catch (error) {
      // Whoever went away, or whose service stops, is told nothing more.
      if (!gone.signal.aborted) throw error;
    } finally {
      this.leave(id);
    }
  }

  /** The last number that they know: of the connection before, or of what they have read. */
  private async fromOf(
    query: Readonly<Record<string, unknown>>,
    request: Request,
  ): Promise<number> {
    const last = request.get('Last-Event-ID');
    const { from } = checkedQuery(Asked, last === undefined ? query : { from: last });
    const moment = await this.reading.moment(
      from === undefined ? {} : { asKnownAt: reached(from) },
    );
    return from === undefined ? moment.number : Number(from);
  }

  private async follow(from: number, response: Response, gone: AbortSignal): Promise<void> {
    const until = performance.now() + followedMilliseconds;
    const { standing } = this.progress;
    // Where it changes who acts for whom, or whose a fund is, what they may see is judged anew.
    for (let at = from; !gone.aborted && this.progress.standing === standing;) {
      const upTo = Math.min(this.progress.reached, at + changesAtOnce);
      if (upTo > at) {
        for (const change of await this.trail.changes(at, upTo))
          await send(response, gone, told('change', change));
        at = upTo;
        await send(response, gone, told('reached', { number: at }));
      } else if (performance.now() > until) return;
      else if (!(await this.progress.until(at + 1, heartbeatMilliseconds, gone)))
        await send(response, gone, ': nothing new\n\n');
    }
  }

  private arrive(id: string): void {
    const own = this.followers.get(id) ?? 0;
    const all = [...this.followers.values()].reduce((sum, each) => sum + each, 0);
    if (own >= perPersonMax || all >= followersMax)
      throw refuse('too-many-followers', own >= perPersonMax ? { perPersonMax } : { followersMax });
    this.followers.set(id, own + 1);
  }

  private leave(id: string): void {
    const left = (this.followers.get(id) ?? 1) - 1;
    if (left === 0) this.followers.delete(id);
    else this.followers.set(id, left);
  }
}

/** Nothing comes before the first number, which may be asked for by the one before it. */
const reached = (from: string): string | undefined => (Number(from) === 0 ? undefined : from);

const told = (event: 'change' | 'reached', data: { readonly number: number }): string =>
  `id: ${data.number}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Waits for who reads slowly, so that nothing is heaped up for them. */
async function send(response: Response, gone: AbortSignal, text: string): Promise<void> {
  if (!gone.aborted && !response.write(text)) await once(response, 'drain', { signal: gone });
}
