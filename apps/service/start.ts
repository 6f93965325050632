import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
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
import type { Issuer } from './sign-in/issuer.js';
import { localIssuer, localPeople } from './sign-in/local-issuer.js';
import { localKeyOf, type LocalKey } from './sign-in/local-key.js';
import { signingIn } from './sign-in/signed-in.js';
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
      const key = await localKeyOf(join(settings.data, 'local-issuer-key'));
      const app = await listen(runtime, logger, settings.port, settings.host, key);
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

/** The API and the pages over an open ledger, or another module that holds them. */
export async function listen(
  runtime: Runtime,
  logger: Logger,
  port: number,
  host: string,
  key: LocalKey,
  module: DynamicModule = AppModule.over(runtime),
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  await runtime.directory.introduce(localPeople);
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: ['error', 'warn'],
    abortOnError: false,
    bodyParser: false,
  });
  // Where it is reached, and so what its local issuer is called, is known once it listens.
  const at: { issuer?: Issuer } = {};
  app.use(helmet({ contentSecurityPolicy: { directives: pageSecurity } }));
  app.use(signingIn(runtime.directory, () => at.issuer));
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
  const url = `http://localhost:${address.port}`;
  at.issuer = localIssuer(url, key);
  return {
    url,
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
