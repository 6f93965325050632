import { existsSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { connectionProblem } from '#libs/event-store/eventstore/connection-string.js';
import { isLogName, usualLogName } from '#libs/event-store/eventstore/names.js';
import { ExplainedError } from './explained.js';

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
  /** Whether an empty log is filled with the example place. */
  readonly example: boolean;
  readonly environment: (typeof ENVIRONMENTS)[number];
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ENVIRONMENTS = ['development', 'test', 'production'] as const;

/** Each message says what would be right; the variable and its value are put before it. */
const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'give a whole number from 0 to 65535', abort: true })
    .transform(Number)
    .refine((port) => port <= 65535, 'give a whole number from 0 to 65535')
    .default(3000),
  HOST: z
    .string()
    .refine(
      isLoopback,
      'give 127.0.0.1, ::1 or localhost, since without sign-in the service answers this machine only',
    )
    .default('127.0.0.1'),
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
    .enum(['yes', 'no'], 'give yes to fill an empty log with the example place, or no')
    .optional(),
  NODE_ENV: z.enum(ENVIRONMENTS, `give one of ${ENVIRONMENTS.join(', ')}`).default('development'),
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
      return `${name} is "${withoutPassword(given[name] ?? '')}": ${message}.`;
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
    // Nobody wants fiction in a log that is meant to last.
    example:
      data.PURSE_EXAMPLE === undefined
        ? data.NODE_ENV === 'development'
        : data.PURSE_EXAMPLE === 'yes',
    environment: data.NODE_ENV,
  };
}

/** A connection URL as it may be shown and logged. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z+]+:\/\/[^:@/]*):.*@/i, '$1:***@');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
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
