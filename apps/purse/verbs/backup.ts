import type { Command } from 'commander';
import { backupPack } from '#apps/service/evidence/packs.js';
import { ExplainedError } from '#apps/service/explained.js';
import { Refused } from '#projections/reading/refused.js';
import { progressOf } from '../progress.js';
import { wholeFile } from '../whole-file.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly out: string;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('backup')
    .description('write every event of the log into one file, which "purse verify" checks anywhere')
    .requiredOption('-o, --out <file>', 'where to; compressed where it ends in .gz')
    .option('--json', 'print what was written as JSON', false)
    .action(backup);
}

async function backup({ out, json }: Options): Promise<void> {
  await withLedger(async ({ store, transparency }) => {
    const { number } = await store.head();
    const progress = progressOf('Writing', json);
    try {
      const { of, pieces } = await backupPack({ store, transparency }, (done) =>
        progress.at(Math.min(done, number), number),
      );
      await wholeFile(out, pieces);
      progress.end();
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
