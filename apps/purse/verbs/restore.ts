import type { Command } from 'commander';
import { openDatabase } from '#apps/service/database/database.js';
import { parseSecrets } from '#apps/service/evidence/log-secrets.js';
import { restoreLog } from '#apps/service/evidence/restore.js';
import { ExplainedError } from '#apps/service/explained.js';
import { readKeys as readPrivateKeys } from '#apps/service/log/key-file.js';
import { signingOf } from '#apps/service/log/signing.js';
import { migrate } from '#apps/service/runtime.js';
import { readSettings, type Settings } from '#apps/service/settings.js';
import { PackRefused } from '#libs/evidence/pack.js';
import { sentencesOf, type Verdict } from '#libs/evidence/verdict.js';
import { LogInUse } from '#libs/event-store/moving/quiet.js';
import { formatVerifierKey } from '#libs/transparency/keys.js';
import { keptText, readKeys } from '../kept.js';
import { progressOf } from '../progress.js';
import { chunksOf } from '../verify-file.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly secrets: string | false;
  readonly keys?: string;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('restore')
    .description(
      'put the log of a backup into an empty database, once all of it is verified, and make the views anew',
    )
    .argument('<backup>', 'what "purse backup" wrote')
    .requiredOption('--secrets <file>', 'what "purse backup --secrets" wrote')
    .option(
      '--no-secrets',
      'they are lost: a request that is repeated is refused, and what was sealed stays so for ever',
    )
    .option(
      '--keys <file>',
      'keys of the log that you got otherwise: a verifier key a line, or /log/keys as it was',
    )
    .option('--json', 'print the result as JSON', false)
    .action(restore);
}

async function restore(backup: string, options: Options): Promise<void> {
  const settings = readSettings(process.env);
  if (settings.eventStoreUrl !== undefined)
    throw new ExplainedError(
      'A log is restored into PostgreSQL: leave out EVENTSTORE_URL, and then move it with "purse migrate-log --to eventstoredb".',
    );
  const database = await openDatabase(settings);
  try {
    await migrate(database.url);
    const verdict = await restored(backup, database.url, settings, options);
    await viewsOf(verdict, options.json);
    tell(verdict, settings, options.json);
  } finally {
    await database.close();
  }
}

async function restored(
  backup: string,
  databaseUrl: string,
  settings: Settings,
  { secrets, keys, json }: Options,
): Promise<Verdict> {
  const progress = progressOf('Restoring', json);
  try {
    return await restoreLog(databaseUrl, {
      backup: () => chunksOf(backup),
      secrets: secrets === false ? undefined : parseSecrets(keptText(secrets), secrets),
      keys: keys === undefined ? undefined : readKeys(keys),
      signing: signingOf(settings),
      onEntries: progress.at,
    });
  } catch (error) {
    if (error instanceof PackRefused)
      throw new ExplainedError(`${backup} is refused, and nothing was restored. ${error.message}`, {
        cause: error,
      });
    if (error instanceof LogInUse) throw new ExplainedError(error.message, { cause: error });
    throw error;
  } finally {
    progress.end();
  }
}

/** Killed from here on it is whole: the service goes on with the views at its start. */
async function viewsOf({ size, root }: Verdict, json: boolean): Promise<void> {
  const progress = progressOf('Making the views', json);
  await withLedger(async ({ runner, transparency }) => {
    while (!(await runner.progress.until(size, 200))) progress.at(runner.progress.reached, size);
    progress.at(size, size);
    progress.end();
    const made = Buffer.from(await transparency.rootAt(size)).toString('hex');
    if (made !== root) throw new Error(`The log that was restored leads to the root ${made}.`);
  });
}

function tell(verdict: Verdict, { logKey }: Settings, json: boolean): void {
  const { origin, size, root, signedBy } = verdict;
  const own = readPrivateKeys(logKey, origin)?.map(({ key }) => formatVerifierKey(key)) ?? [];
  const signs = signedBy.some((key) => own.includes(formatVerifierKey(key)));
  if (json) {
    console.log(JSON.stringify({ origin, size, root, keyIsThere: signs }));
    return;
  }
  const sentences = [
    ...sentencesOf(verdict),
    'The log is restored, byte for byte, and the views are made of it.',
    signs
      ? `It goes on from its checkpoint with the key in ${logKey}.`
      : `The key that signs it is not in ${logKey}: bring it back before the service starts, or name it with PURSE_LOG_KEY. If it is lost for good, run "purse log-key rotate --lost".`,
  ];
  console.log(sentences.join('\n'));
}
