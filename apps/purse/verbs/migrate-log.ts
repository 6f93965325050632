import { Option, type Command } from 'commander';
import { openDatabase } from '#apps/service/database/database.js';
import { ExplainedError } from '#apps/service/explained.js';
import { readSettings } from '#apps/service/settings.js';
import { LogDamaged } from '#libs/event-store/eventstore/events.js';
import { LogElsewhere } from '#libs/event-store/eventstore/identity.js';
import { EventStoreUnusable } from '#libs/event-store/eventstore/trouble.js';
import { LogsDiffer, moveLog, proveLogs } from '#libs/event-store/moving/move.js';
import { LogInUse } from '#libs/event-store/moving/quiet.js';
import type { Store } from '#libs/event-store/moving/rights.js';
import type { MoveOptions, Part } from '#libs/event-store/moving/sides.js';
import { progressOf, type Progress } from '../progress.js';

interface Options {
  readonly to: Store;
  readonly into?: string;
  readonly verifyOnly: boolean;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('migrate-log')
    .description(
      'copy the log between the PostgreSQL of DATABASE_URL and the EventStoreDB of EVENTSTORE_URL, prove both equal, and let the service go on there; stop the service before',
    )
    .addOption(
      new Option('--to <store>', 'where the log is to be')
        .choices(['eventstoredb', 'postgresql'])
        .makeOptionMandatory(),
    )
    .option('--into <url>', 'with --to postgresql: another database to copy the log into')
    .option('--verify-only', 'prove that both hold the same log, and change nothing', false)
    .option('--json', 'print the result as JSON', false)
    .action(migrateLog);
}

async function migrateLog(options: Options, command: Command): Promise<void> {
  if (options.into !== undefined && options.to !== 'postgresql')
    command.error('error: --into is for --to postgresql: EventStoreDB is named by EVENTSTORE_URL');
  const settings = readSettings(process.env);
  const { eventStoreUrl, eventStoreLog } = settings;
  if (eventStoreUrl === undefined)
    throw new ExplainedError(
      'EVENTSTORE_URL is not set: set it to the EventStoreDB that the log is copied to or from.',
    );
  const database = await openDatabase(settings);
  try {
    if (options.into !== undefined) await openDatabase({ ...settings, databaseUrl: options.into });
    await run(options, {
      ...{ to: options.to, databaseUrl: database.url, eventStoreUrl },
      ...{ log: eventStoreLog, into: options.into },
      onProgress: inParts(options.json),
    });
  } finally {
    await database.close();
  }
}

async function run(options: Options, move: MoveOptions): Promise<void> {
  const { to, verifyOnly, json } = options;
  try {
    const result = verifyOnly
      ? { ...(await proveLogs(move)), copied: 0 }
      : { ...(await moveLog(move)), now: to };
    const { events, copied, sha256 } = result;
    if (json) {
      console.log(JSON.stringify(result));
      return;
    }
    console.log(
      `${verifyOnly ? '' : `${copied} events copied. `}Both stores hold the same ${events} events: bytes, numbers, recorded times and keys.\nSHA-256 over all of them: ${sha256}`,
    );
    if (!verifyOnly) console.log(next(options));
  } catch (error) {
    if (
      error instanceof LogElsewhere ||
      error instanceof LogInUse ||
      error instanceof LogsDiffer ||
      error instanceof LogDamaged ||
      error instanceof EventStoreUnusable
    )
      throw new ExplainedError(error.message, { cause: error });
    throw error;
  }
}

function next({ to, into }: Options): string {
  if (to === 'eventstoredb')
    return 'The log is in EventStoreDB now: start the service with EVENTSTORE_URL set. PostgreSQL keeps the numbers and the views; its copy of the log is refused.';
  const where = into === undefined ? '' : ' and DATABASE_URL set to the database copied into';
  return `The log is in PostgreSQL now: start the service without EVENTSTORE_URL${where}. What EventStoreDB holds is refused.`;
}

/** One bar after another, each with its own rate. */
function inParts(quiet: boolean): MoveOptions['onProgress'] {
  let current: { readonly part: Part; readonly progress: Progress } | undefined;
  return (part, done, of) => {
    if (of === 0) return;
    if (current?.part !== part) current = { part, progress: progressOf(part, quiet) };
    current.progress.at(done, of);
    if (done === of) current.progress.end();
  };
}
