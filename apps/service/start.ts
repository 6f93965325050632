import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { pino, type Logger } from 'pino';
import { knowingWhoAsks } from './access/asking-as.js';
import { ProblemFilter } from './api/problem-filter.js';
import { AppModule } from './app.module.js';
import { londonDay } from '#contracts/financial-year.js';
import { loadExample } from './example/load-example.js';
import { openDatabase } from './database/database.js';
import { gettingReady } from './getting-ready.js';
import { signingOf } from './log/signing.js';
import { openRuntime, type Runtime } from './runtime.js';
import { limiting } from './security/limits.js';
import { noticing } from './security/noticing.js';
import { watching } from './security/watching.js';
import { limitTimes, usualTimeouts, type Timeouts } from './security/timeouts.js';
import type { Settings } from './settings.js';
import type { Issuer } from './sign-in/issuer.js';
import { issuerOf, reachedAt } from './sign-in/issuer-of.js';
import { howToSignIn } from './sign-in/how-to-sign-in.js';
import { localPath, requireTryingOut } from './sign-in/local-issuer.js';
import { onlyHere } from './sign-in/only-here.js';
import { SignIn } from './sign-in/sign-in.js';
import { signingIn, whoAsks } from './sign-in/signed-in.js';
import { openStore } from './store.js';
import { pageSecurity } from './web/page-security.js';

export interface RunningService {
  readonly url: string;
  /** In sentences, for whoever has started it. */
  readonly howToSignIn: readonly string[];
  stop(): Promise<void>;
}

/** What takes a while before requests are answered. */
export type Preparing = 'views' | 'example';

const preparing: Readonly<Record<Preparing, string>> = {
  views: 'The views are made anew for this release: event',
  example: 'The example place is loaded: step',
};

/** Opens the database and listens; resolves when requests are answered. `told` is how far that is. */
export async function startService(
  settings: Settings,
  told: (what: Preparing, done: number, of: number) => void = () => undefined,
): Promise<RunningService> {
  requireTryingOut(settings);
  const logger = pino({ level: settings.logLevel });
  const waiting = await gettingReady(settings.host, settings.port);
  const tell =
    (what: Preparing) =>
    (done: number, of: number): void => {
      waiting.at(`${preparing[what]} ${done} of ${of}`);
      told(what, done, of);
    };
  try {
    return await started(settings, logger, tell, waiting.close);
  } finally {
    await waiting.close();
  }
}

async function started(
  settings: Settings,
  logger: Logger,
  tell: (what: Preparing) => (done: number, of: number) => void,
  ready: () => Promise<void>,
): Promise<RunningService> {
  const database = await openDatabase(settings);
  try {
    const now = (): Date => new Date();
    const { example, timeouts } = settings;
    const runtime = await openRuntime(database.url, logger, {
      ...{ now, openLog: (url) => openStore(url, settings), signing: signingOf(settings) },
      statementSeconds: timeouts.statement,
      // Before anything goes by the clock: what fell due in the example was done there on its day.
      first: async (opened) => {
        if (example)
          await loadExample(opened.store, londonDay(now()), example, tell('example'), opened);
      },
      remaking: tell('views'),
    });
    try {
      await runtime.transparency.introduce();
      runtime.security.keep(settings.securityLogDays);
      const issuer = await issuerOf(settings, runtime.directory);
      await ready();
      const app = await listen(runtime, logger, {
        ...{ port: settings.port, host: settings.host, url: settings.url },
        ...{ requestsPerMinute: settings.requestsPerMinute, proxies: settings.proxies },
        timeouts,
        metricsToken: settings.metricsToken,
        issuer,
      });
      return {
        url: app.url,
        howToSignIn: await howToSignIn(settings, runtime.directory),
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

/** Where a service listens, and who says who people are. */
export interface Listening {
  readonly port: number;
  readonly host: string;
  /** Where browsers reach it; its port on this machine if not said. */
  readonly url?: string | undefined;
  /** The issuer, for a service at this address. */
  readonly issuer: (url: string) => Issuer;
  /** How much one client may ask in a minute; 0 is without limit. */
  readonly requestsPerMinute: number;
  /** With which /metrics is read without signing in; from this machine only if not said. */
  readonly metricsToken?: string | undefined;
  /** Proxies before the service; none if not said. */
  readonly proxies?: number;
  /** How long requests may take; the usual if not said. */
  readonly timeouts?: Timeouts;
  /** What the service is part of, where it is not all. */
  readonly within?: (service: DynamicModule) => DynamicModule;
}

/** The API and the pages over an open ledger. */
export async function listen(
  runtime: Runtime,
  logger: Logger,
  {
    port,
    host,
    url,
    issuer,
    requestsPerMinute,
    metricsToken,
    proxies = 0,
    timeouts = usualTimeouts,
    within = (service) => service,
  }: Listening,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const signIn = new SignIn(runtime.directory);
  const service = within(AppModule.over(runtime, signIn));
  const app = await NestFactory.create<NestExpressApplication>(service, {
    logger: ['error', 'warn'],
    abortOnError: false,
    bodyParser: false,
  });
  const directives = pageSecurity(() => new URL(signIn.place.issuer.url).origin);
  app.use(helmet({ contentSecurityPolicy: { directives } }));
  app.use(keptByNobody);
  app.set('trust proxy', proxies);
  const limits = limiting(requestsPerMinute);
  app.use(noticing(runtime.security));
  app.use(onlyHere(signIn), limits.beforeSignIn);
  app.use(localPath, (request: Request, response: Response, next: NextFunction) => {
    const { inside } = signIn.place.issuer;
    if (inside) inside(request, response, next);
    else next();
  });
  app.use(watching(metricsToken), signingIn(signIn), limits.afterSignIn);
  const { reading, ledger, directory } = runtime;
  app.use(knowingWhoAsks(reading, ledger.now, whoAsks, () => directory.names()));
  app.useGlobalFilters(new ProblemFilter(logger));
  // A file that is imported is the body as it is, whatever its type: it is not parsed, but streamed.
  // What is JSON and no object is refused by whoever is asked, in words of ours.
  app.useBodyParser('json', {
    limit: '1mb',
    strict: false,
    type: isRequest('application/json'),
  });
  app.useBodyParser('urlencoded', {
    extended: false,
    limit: '100kb',
    type: isRequest('application/x-www-form-urlencoded'),
  });
  limitTimes(app.getHttpServer(), timeouts);
  await app.listen(port, host);
  const address = app.getHttpServer().address() as AddressInfo;
  // Where it is reached, and so what its local issuer is called, is known once it listens.
  const reached = reachedAt({ url }, address.port);
  signIn.settle({ url: reached, issuer: issuer(reached) });
  return {
    url: reached,
    close: async () => {
      app.getHttpServer().closeAllConnections();
      await app.close();
    },
  };
}

/** What somebody is shown is for them: no cache on the way keeps it, unless its route says so. */
const keptByNobody = (_request: Request, response: Response, next: NextFunction): void => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const isRequest =
  (type: string) =>
  (request: IncomingMessage): boolean =>
    (request.headers['content-type'] ?? '').startsWith(type) &&
    !/^\/api\/v1\/(funds\/[^/]+\/imports|reconciliations\/[^/]+\/extract)(\?|$)/.test(
      request.url ?? '',
    );
