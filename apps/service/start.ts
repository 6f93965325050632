import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { pino, type Logger } from 'pino';
import { ProblemFilter } from './api/problem-filter.js';
import { AppModule } from './app.module.js';
import { londonDay } from '#contracts/financial-year.js';
import { loadExample } from './example/load-example.js';
import { openDatabase } from './database/database.js';
import { signingOf } from './log/signing.js';
import { openRuntime, type Runtime } from './runtime.js';
import type { Settings } from './settings.js';
import { openStore, type OpenLog } from './store.js';
import { pageSecurity } from './web/page-security.js';

export interface RunningService {
  readonly url: string;
  stop(): Promise<void>;
}

/** Opens the database and listens; resolves when requests are answered. */
export async function startService(settings: Settings): Promise<RunningService> {
  const logger = pino({ level: settings.logLevel });
  const database = await openDatabase(settings);
  try {
    const openLog: OpenLog = (url) => openStore(url, settings);
    const now = (): Date => new Date();
    const runtime = await openRuntime(database.url, logger, now, openLog, signingOf(settings));
    if (settings.example) await loadExample(runtime.store, londonDay(now()));
    try {
      await runtime.transparency.introduce();
      const app = await listen(runtime, logger, settings.port, settings.host);
      return {
        url: app.url,
        stop: async () => {
          await app.close();
          await runtime.stop();
          await database.close();
        },
      };
    } catch (error) {
      await runtime.stop();
      throw error;
    }
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The API and the pages over an open ledger. */
export async function listen(
  runtime: Runtime,
  logger: Logger,
  port: number,
  host: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.over(runtime), {
    logger: ['error', 'warn'],
    abortOnError: false,
    bodyParser: false,
  });
  app.use(helmet({ contentSecurityPolicy: { directives: pageSecurity } }));
  app.useGlobalFilters(new ProblemFilter(logger));
  // A file that is imported is the body as it is, whatever its type: it is not parsed, but streamed.
  app.useBodyParser('json', { limit: '1mb', type: isRequest('application/json') });
  app.useBodyParser('urlencoded', {
    extended: false,
    limit: '100kb',
    type: isRequest('application/x-www-form-urlencoded'),
  });
  await app.listen(port, host);
  const address = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://localhost:${address.port}`,
    close: async () => {
      app.getHttpServer().closeAllConnections();
      await app.close();
    },
  };
}

const isRequest =
  (type: string) =>
  (request: IncomingMessage): boolean =>
    (request.headers['content-type'] ?? '').startsWith(type) &&
    !/^\/api\/v1\/(funds\/[^/]+\/imports|reconciliations\/[^/]+\/extract)(\?|$)/.test(
      request.url ?? '',
    );
