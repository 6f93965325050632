import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Progress } from '#projections/runner/runner.js';
import type { Ledger } from '../ledger/ledger.js';
import type { LogService } from '../log/log-service.js';
import { newestCheckpoint } from '../log/stored-checkpoints.js';
import type { SecurityLog } from '../security/security-log.js';
import type { Scheduler } from '../processes/scheduler.js';
import { LEDGER, PROGRESS, SCHEDULER, SECURITY, TRANSPARENCY } from './tokens.js';

/** Views further behind than this are not ready for readers. */
const lagEventsMax = 10_000;

const viewsOfAnother =
  'Another release has made the views of this database anew: start that release here too, or start this one again to have its own.';

/** What whoever runs the service watches. */
@Controller()
export class OperationsController {
  private readonly metrics = new Registry();

  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROGRESS) private readonly progress: Progress,
    @Inject(SCHEDULER) scheduler: Scheduler,
    @Inject(TRANSPARENCY) private readonly log: LogService,
    @Inject(SECURITY) private readonly security: SecurityLog,
  ) {
    collectDefaultMetrics({ register: this.metrics });
    this.gauge('purse_log_events', 'Number of the last event in the log', async () => {
      const { number } = await ledger.store.head();
      return number;
    });
    this.gauge('purse_views_events', 'Number of the last event in the views', () =>
      Promise.resolve(progress.reached),
    );
    this.gauge('purse_log_signed_events', 'Number of events that the last checkpoint covers', () =>
      this.signedEvents(),
    );
    this.gauge('purse_log_altered', '1 where the log is not what was signed', () =>
      Promise.resolve(log.watch.trouble?.altered === true ? 1 : 0),
    );
    this.gauge('purse_due_failing', 'What is due and could not be done in the last round', () =>
      Promise.resolve(scheduler.last.failing.size),
    );
  }

  private gauge(name: string, help: string, measure: () => Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.metrics],
      async collect() {
        this.set(await measure());
      },
    });
  }

  private async signedEvents(): Promise<number> {
    return (await newestCheckpoint(this.log.pool))?.size ?? 0;
  }

  @Get('health/live')
  live(): object {
    return { live: true };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    try {
      const { number } = await this.ledger.store.head();
      const lagEvents = number - this.progress.reached;
      const { trouble } = this.log.watch;
      const { areOfAnother } = this.progress;
      const ready = lagEvents <= lagEventsMax && !areOfAnother && trouble?.altered !== true;
      if (!ready) response.status(503);
      const signed = { events: await this.signedEvents(), trouble: trouble?.detail ?? null };
      const views = this.progress.reached;
      return {
        ...{ ready, log: number, views, lagEvents, signed },
        ...(areOfAnother ? { detail: viewsOfAnother } : {}),
      };
    } catch {
      response.status(503);
      return { ready: false, detail: 'The database does not answer.' };
    }
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  measured(): Promise<string> {
    return Registry.merge([this.metrics, this.security.metrics]).metrics();
  }
}
