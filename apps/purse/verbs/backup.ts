import type { Command } from 'commander';
import { secretsText } from '#apps/service/evidence/log-secrets.js';
import { backupPack } from '#apps/service/evidence/packs.js';
import { ExplainedError } from '#apps/service/explained.js';
import { Refused } from '#projections/reading/refused.js';
import { progressOf } from '../progress.js';
import { wholeFile } from '../whole-file.js';
import { withLedger } from '../with-ledger.js';

const forOwnerAlone = 0o600;

interface Options {
  readonly out: string;
  readonly secrets?: string;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('backup')
    .description('write every event of the log into one file, which "purse verify" checks anywhere')
    .requiredOption('-o, --out <file>', 'where to; compressed where it ends in .gz')
    .option(
      '--secrets <file>',
      'where to write, for your eyes only, what no backup holds and "purse restore" needs; keep the newest alone',
    )
    .option('--json', 'print what was written as JSON', false)
    .action(backup);
}

async function backup({ out, secrets, json }: Options): Promise<void> {
  await withLedger(async ({ store, transparency }) => {
    const { number } = await store.head();
    const progress = progressOf('Writing', json);
    try {
      const { of, pieces } = await backupPack({ store, transparency }, (done) =>
        progress.at(Math.min(done, number), number),
      );
      await wholeFile(out, pieces);
      progress.end();
      // After the events, so that no person of theirs is missing.
      if (secrets !== undefined)
        await wholeFile(secrets, [await secretsText(transparency.pool, of.origin)], forOwnerAlone);
      console.log(
        json
          ? JSON.stringify({ ...of, out })
          : `All ${of.size} events of "${of.origin}" are in ${out}: check them with "purse verify ${out}".`,
      );
    } catch (error) {
      if (error instanceof Refused) throw new ExplainedError(error.message, { cause: error });
      throw error;
    }
  });
}
