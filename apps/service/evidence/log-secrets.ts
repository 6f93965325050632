import type { Pool } from 'pg';
import { z } from 'zod';
import { keyLength } from '#libs/sealing/sealed-text.js';
import { personColumns } from '../directory/person.js';
import { ExplainedError } from '../explained.js';

/** 32 bytes in base64. */
const Key = z.base64().transform((text, context) => {
  const key = Buffer.from(text, 'base64');
  if (key.length !== keyLength) context.addIssue(`it is no key of ${keyLength} bytes`);
  return key;
});

/**
 * What a log needs that goes on, and what no backup of it may hold: the secret by which a repeated
 * request is known again, the keys by which words about people can be read, and who the people are
 * that sign in.
 */
const LogSecrets = z.strictObject({
  secrets: z.literal('common-purse'),
  version: z.literal(1),
  /** The name of the log. */
  origin: z.string().min(1),
  requestHmac: Key,
  people: z.array(
    z.strictObject({
      subject: z.string().min(1),
      /** The organisation that first sealed something for the person. */
      controller: z.string().min(1),
      /** Null once it is destroyed. */
      key: Key.nullable(),
      destroyed: z.iso.datetime({ precision: 3 }).nullable(),
    }),
  ),
  directory: z.array(
    z.strictObject({
      person: z.string().min(1),
      name: z.string(),
      email: z.string().nullable(),
      machine: z.boolean(),
      issuer: z.string(),
      subject: z.string(),
      /** Files of older releases do not say it. */
      organisation: z.string().nullable().default(null),
    }),
  ),
});
export type LogSecrets = z.output<typeof LogSecrets>;
export type KeptPerson = LogSecrets['people'][number];

/** The secrets of the log that is in use, as the text of a file. */
export async function secretsText(database: Pool, origin: string): Promise<string> {
  const { rows: logs } = await database.query<{ request_hmac: Buffer }>(
    'select request_hmac from log.secret',
  );
  const { rows: people } = await database.query<{
    subject: string;
    controller: string;
    key: Buffer | null;
    destroyed: Date | null;
  }>('select subject, controller, key, destroyed from vault.subject_key order by subject');
  const { rows: directory } = await database.query<LogSecrets['directory'][number]>(
    `select ${personColumns} from directory.person order by person`,
  );
  const written: z.input<typeof LogSecrets> = {
    ...{ secrets: 'common-purse', version: 1, origin },
    requestHmac: logs[0]?.request_hmac.toString('base64') ?? '',
    people: people.map(({ subject, controller, key, destroyed }) => ({
      ...{ subject, controller },
      key: key?.toString('base64') ?? null,
      destroyed: destroyed?.toISOString() ?? null,
    })),
    directory,
  };
  return `${JSON.stringify(written)}\n`;
}

/** Throws an ExplainedError for a text that holds no secrets of a log, or is not whole. */
export function parseSecrets(text: string, path: string): LogSecrets {
  try {
    return LogSecrets.parse(JSON.parse(text));
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    // Of what is no JSON nothing is quoted: it may be part of a key.
    const why = issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is no JSON, or not whole';
    throw new ExplainedError(
      `${path} does not hold the secrets of a log (${why}): give the file that "purse backup --secrets" wrote.`,
      { cause: error },
    );
  }
}
