import { existsSync, readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { connectionProblem } from '#libs/event-store/eventstore/connection-string.js';
import { isLogName, usualLogName } from '#libs/event-store/eventstore/names.js';
import { ExplainedError, messageOf } from './explained.js';
import { usualTimeouts, type Timeouts } from './security/timeouts.js';

export interface Settings {
  /** 0 lets the system choose a free one. */
  readonly port: number;
  readonly host: string;
  /** A PostgreSQL server of the operator's; undefined is the built-in one. */
  readonly databaseUrl: string | undefined;
  /** Connection string of the EventStoreDB that keeps the log; undefined where PostgreSQL does. */
  readonly eventStoreUrl: string | undefined;
  /** Names the log in EventStoreDB, which may hold several. */
  readonly eventStoreLog: string;
  /** Absolute path of the folder for what the service keeps on disk. */
  readonly data: string;
  /** Absolute path of the file with the private key that signs the log. */
  readonly logKey: string;
  /** The name of the log in what is signed; undefined leaves it one of its own. */
  readonly logOrigin: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Where the service is reached from outside, without a path; undefined is this machine, at its port. */
  readonly url: string | undefined;
  /** Who says who people are; undefined is the local issuer, for trying out. */
  readonly issuer: IssuerSettings | undefined;
  /** With which /metrics is read without signing in; undefined leaves it to this machine. */
  readonly metricsToken: string | undefined;
  /** For how many days the security log is kept. */
  readonly securityLogDays: number;
  /** How long things may take. */
  readonly timeouts: Timeouts;
  /** How much one client may ask in a minute; 0 is without limit. */
  readonly requestsPerMinute: number;
  /** Proxies before the service, whose word for where a request comes from is taken. */
  readonly proxies: number;
  /** How much of the example place an empty log is filled with; undefined is nothing. */
  readonly example: 'whole' | 'story' | undefined;
  readonly environment: (typeof ENVIRONMENTS)[number];
}

/** An issuer of OpenID Connect, and what the service is to it. */
export interface IssuerSettings {
  /** Its identifier, below which it describes itself. */
  readonly url: string;
  readonly clientId: string;
  /** Undefined for a client that has none. */
  readonly clientSecret: string | undefined;
  /** What a token for the API must be meant for. */
  readonly audience: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ENVIRONMENTS = ['development', 'test', 'production'] as const;

const wholeNumber = (min: number, max: number) => {
  const error = `give a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error, abort: true })
    .transform(Number)
    .refine((number) => number >= min && number <= max, error);
};

const metricsToken = 'give at least 16 characters, drawn at random';
const secure = 'give an address that begins with https://, or with http:// on this machine';

/** Each message says what would be right; the variable and its value are put before it. */
const variables = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine(
      isDatabaseUrl,
      'give postgresql://user:password@host:port/database, or leave it out to use the built-in PostgreSQL',
    )
    .optional(),
  EVENTSTORE_URL: z
    .string()
    .superRefine((url, context) => {
      const problem = connectionProblem(url);
      if (problem !== undefined)
        context.addIssue(`${problem}, or leave it out to keep the log in PostgreSQL`);
    })
    .optional(),
  EVENTSTORE_LOG: z
    .string()
    .refine(isLogName, 'give lower-case letters, digits and hyphens, beginning with a letter')
    .default(usualLogName),
  PURSE_DATA: z.string().optional(),
  PURSE_LOG_KEY: z.string().optional(),
  PURSE_LOG_ORIGIN: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9._-]+)*$/,
      'give a name such as ledger.northmoor.gov.uk/log: lower-case letters, digits, dots and hyphens',
    )
    .max(100, 'give a name of at most 100 characters')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `give one of ${LOG_LEVELS.join(', ')}`).default('info'),
  PURSE_EXAMPLE: z
    .enum(
      ['yes', 'story', 'no'],
      'give yes to fill an empty log with the example place, story for its worked story alone, or no',
    )
    .optional(),
  NODE_ENV: z.enum(ENVIRONMENTS, `give one of ${ENVIRONMENTS.join(', ')}`).default('development'),
  PURSE_URL: z
    .string()
    .refine(isSecure, { error: secure, abort: true })
    .refine(
      (url) => new URL(url).pathname === '/',
      'give the address without a path, such as https://purse.northmoor.gov.uk',
    )
    .transform((url) => new URL(url).origin)
    .optional(),
  PURSE_ISSUER: z.string().refine(isSecure, secure).optional(),
  PURSE_CLIENT_ID: z.string().optional(),
  PURSE_CLIENT_SECRET: z.string().optional(),
  PURSE_CLIENT_SECRET_FILE: z.string().optional(),
  PURSE_AUDIENCE: z.string().optional(),
  PURSE_METRICS_TOKEN: z.string().min(16, metricsToken).optional(),
  PURSE_METRICS_TOKEN_FILE: z.string().optional(),
  PURSE_REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000).default(12_000),
  PURSE_PROXIES: wholeNumber(0, 10).default(0),
  PURSE_SECURITY_LOG_DAYS: wholeNumber(1, 3_650).default(400),
  PURSE_HEADERS_SECONDS: wholeNumber(1, 600).default(usualTimeouts.headers),
  PURSE_REQUEST_SECONDS: wholeNumber(1, 86_400).default(usualTimeouts.request),
  PURSE_KEEP_ALIVE_SECONDS: wholeNumber(1, 3_600).default(usualTimeouts.keepAlive),
  PURSE_SILENCE_SECONDS: wholeNumber(1, 86_400).default(usualTimeouts.silence),
  PURSE_STATEMENT_SECONDS: wholeNumber(0, 86_400).default(usualTimeouts.statement),
});

const environmentSchema = variables.superRefine((given, context) => {
  const wrong = (name: keyof typeof given, message: string): void =>
    context.addIssue({ code: 'custom', path: [name], message });
  if (given.PURSE_METRICS_TOKEN !== undefined && given.PURSE_METRICS_TOKEN_FILE !== undefined)
    wrong('PURSE_METRICS_TOKEN_FILE', 'give this or PURSE_METRICS_TOKEN, not both');
  if (given.PURSE_ISSUER === undefined) {
    if (!isLoopback(given.HOST))
      wrong(
        'HOST',
        'give 127.0.0.1, ::1 or localhost, or set PURSE_ISSUER: without an issuer of your own the service answers this machine only',
      );
    return;
  }
  if (given.PURSE_CLIENT_ID === undefined)
    wrong('PURSE_CLIENT_ID', 'give what PURSE_ISSUER calls this service');
  if (given.PURSE_URL === undefined)
    wrong('PURSE_URL', 'give the address of the service, to which PURSE_ISSUER sends people back');
  if (given.PURSE_CLIENT_SECRET !== undefined && given.PURSE_CLIENT_SECRET_FILE !== undefined)
    wrong('PURSE_CLIENT_SECRET_FILE', 'give this or PURSE_CLIENT_SECRET, not both');
});

/**
 * The settings from environment variables; an empty one counts as left out. Throws one
 * ExplainedError with a sentence for each that is wrong.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const { success, data, error } = environmentSchema.safeParse(given);
  if (!success) {
    const sentences = error.issues.map(({ path, message }) => {
      const name = path.join('.');
      const value = given[name];
      if (value === undefined) return `${name} is missing: ${message}.`;
      if (isSecret(name)) return `${name} is not right: ${message}.`;
      return `${name} is "${withoutPassword(value)}": ${message}.`;
    });
    throw new ExplainedError(sentences.join('\n'));
  }
  const folder =
    data.PURSE_DATA === undefined ? join(projectFolder(), '.data') : resolve(data.PURSE_DATA);
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    eventStoreUrl: data.EVENTSTORE_URL,
    eventStoreLog: data.EVENTSTORE_LOG,
    data: folder,
    logKey:
      data.PURSE_LOG_KEY === undefined ? join(folder, 'log-key') : resolve(data.PURSE_LOG_KEY),
    logOrigin: data.PURSE_LOG_ORIGIN,
    logLevel: data.LOG_LEVEL,
    url: data.PURSE_URL,
    issuer:
      data.PURSE_ISSUER === undefined
        ? undefined
        : {
            url: data.PURSE_ISSUER,
            clientId: data.PURSE_CLIENT_ID ?? '',
            clientSecret: secretOf('PURSE_CLIENT_SECRET', data),
            audience: data.PURSE_AUDIENCE ?? `${data.PURSE_URL ?? ''}/api`,
          },
    metricsToken: secretOf('PURSE_METRICS_TOKEN', data),
    securityLogDays: data.PURSE_SECURITY_LOG_DAYS,
    timeouts: {
      headers: data.PURSE_HEADERS_SECONDS,
      request: data.PURSE_REQUEST_SECONDS,
      keepAlive: data.PURSE_KEEP_ALIVE_SECONDS,
      silence: data.PURSE_SILENCE_SECONDS,
      statement: data.PURSE_STATEMENT_SECONDS,
    },
    requestsPerMinute: data.PURSE_REQUESTS_PER_MINUTE,
    proxies: data.PURSE_PROXIES,
    example: exampleOf(data.PURSE_EXAMPLE, data.NODE_ENV),
    environment: data.NODE_ENV,
  };
}

/** Nobody wants fiction in a log that is meant to last. */
function exampleOf(
  given: 'yes' | 'story' | 'no' | undefined,
  environment: Settings['environment'],
): Settings['example'] {
  const asked = given ?? (environment === 'development' ? 'yes' : 'no');
  return asked === 'no' ? undefined : asked === 'yes' ? 'whole' : asked;
}

/** Nothing of it is shown, however wrong it is. */
const isSecret = (name: string): boolean => /_(SECRET|TOKEN)$/.test(name);

/** A connection URL as it may be shown and logged. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z+]+:\/\/[^:@/]*):.*@/i, '$1:***@');
}

/** A secret may stand in a file, so that it is in no list of processes or of their environment. */
function secretOf(
  name: 'PURSE_CLIENT_SECRET' | 'PURSE_METRICS_TOKEN',
  given: z.infer<typeof variables>,
): string | undefined {
  const file = given[`${name}_FILE`];
  if (file === undefined) return given[name];
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new ExplainedError(
      `${name}_FILE is "${file}", which cannot be read: ${messageOf(error)}.`,
    );
  }
}

/** Sign-in over plain HTTP is for this machine only: others could read along. */
function isSecure(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (`${username}${password}${search}${hash}` !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    host === '[::1]' ||
    (isIPv4(host) && host.startsWith('127.'))
  );
}

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname } = new URL(text);
  return /^postgres(ql)?:$/.test(protocol) && pathname.length > 1;
}

/** The folder with package.json: this file is run from it, and from `dist` inside it. */
function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) {
    folder = dirname(folder);
  }
  return folder;
}
