import type { Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import { rebuild } from '#projections/runner/rebuild.js';
import { progressOf } from '../progress.js';
import { withLedger } from '../with-ledger.js';

export function register(program: Command): void {
  program
    .command('replay')
    .description(
      'build the views anew from the first event, compare them with the live ones and put them in their place',
    )
    .option('--accept', 'put them in place also where they differ', false)
    .option('--json', 'print the result as JSON', false)
    .action(replay);
}

async function replay({ accept, json }: { accept: boolean; json: boolean }): Promise<void> {
  const result = await withLedger(async ({ store, views, runner }) => {
    await runner.progress.until((await store.head()).number, 60_000);
    const progress = progressOf('Replaying', json);
    const rebuilt = await rebuild(store, views, accept, ({ done, of }) => progress.at(done, of));
    progress.end();
    return rebuilt;
  });
  if (json) console.log(JSON.stringify(result));
  else if (result.differences.length === 0)
    console.log(`All ${result.number} events replayed: the views are the same.`);
  if (result.differences.length > 0 && !accept)
    throw new ExplainedError(
      [
        `The replay of ${result.number} events differs from the live views, which stay as they are:`,
        ...result.differences.map((difference) => `  ${difference}`),
        'Look into it before you put the new ones in their place with --accept.',
      ].join('\n'),
    );
}
