import { InvalidArgumentError, type Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import { fundPack, providerPack, type OnEntries } from '#apps/service/evidence/packs.js';
import { Refused } from '#projections/reading/refused.js';
import { progressOf } from '../progress.js';
import { wholeFile } from '../whole-file.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly fund: string;
  readonly statement?: string;
  readonly provider?: string;
  readonly kept: readonly number[];
  readonly out: string;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('evidence')
    .description(
      'write the evidence pack of a statement, or of what concerns a provider, which "purse verify" checks anywhere',
    )
    .requiredOption('-f, --fund <id>', 'whose')
    .option('-s, --statement <id>', 'the statement, as it was issued: the pack is complete')
    .option('--provider <id>', 'the provider instead: the pack shows what was recorded, no more')
    .option('--kept <size...>', 'sizes of checkpoints that are to be seen in it', sizes, [])
    .requiredOption('-o, --out <file>', 'where to; compressed where it ends in .gz')
    .option('--json', 'print what was written as JSON', false)
    .action(evidence);
}

async function evidence(options: Options, command: Command): Promise<void> {
  const { fund, statement, provider, kept, out, json } = options;
  if ((statement === undefined) === (provider === undefined))
    command.error('error: name either --statement or --provider');
  await withLedger(async (runtime) => {
    const { number } = await runtime.store.head();
    await runtime.runner.progress.until(number, 60_000);
    const progress = progressOf('Writing', json);
    const onEntries: OnEntries = (done) => progress.at(Math.min(done, number), number);
    try {
      const pack =
        statement === undefined
          ? await providerPack(runtime, fund, provider ?? '', kept, onEntries)
          : await fundPack(runtime, fund, statement, kept, onEntries);
      await wholeFile(out, pack.pieces);
      progress.end();
      if (json) console.log(JSON.stringify({ ...pack.of, out }));
      else
        console.log(
          `${out} rests on the first ${pack.of.size} entries of "${pack.of.origin}": check it with "purse verify ${out}".`,
        );
    } catch (error) {
      if (error instanceof Refused) throw new ExplainedError(error.message, { cause: error });
      throw error;
    }
  });
}

function sizes(text: string, before: readonly number[]): readonly number[] {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InvalidArgumentError('Write the size of a checkpoint, such as 1200.');
  return [...before, Number(text)];
}
