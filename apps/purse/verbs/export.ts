import { once } from 'node:events';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import { fundJournal } from '#apps/service/exports/fund-journal.js';
import { Day } from '#contracts/values.js';
import {
  bookChoices,
  booksOf,
  JournalDisagrees,
  journalFormats,
  type BookChoice,
  type JournalFormat,
} from '#libs/interchange/journal.js';
import { Refused } from '#projections/reading/refused.js';
import { progressOf } from '../progress.js';
import { wholeFile } from '../whole-file.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly fund: string;
  readonly format: JournalFormat;
  readonly book: BookChoice;
  readonly asKnownAt?: string;
  readonly effectiveOn?: string;
  readonly out?: string;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('export')
    .description('write the books of a fund as others read them, as known at any number')
    .requiredOption('-f, --fund <id>', 'whose books')
    .addOption(
      new Option('-t, --format <format>', 'for which program: a journal of hledger or of ledger')
        .choices(journalFormats)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--book <book>', 'one of them, both budget and cash, or all')
        .choices(bookChoices)
        .default('all'),
    )
    .option('--as-known-at <moment>', 'a log number, a day or an instant; now if not said')
    .option('--effective-on <day>', 'only what had taken effect by this day', day)
    .option('-o, --out <file>', 'where to; standard output if not said')
    .option('--json', 'with --out: print what was written as JSON', false)
    .action(exportFund);
}

async function exportFund(options: Options, command: Command): Promise<void> {
  const { fund, format, book, asKnownAt, effectiveOn, out, json } = options;
  if (json && out === undefined) command.error('error: --json is for --out: the export is text');
  await withLedger(async ({ store, reading, runner }) => {
    await runner.progress.until((await store.head()).number, 60_000);
    const progress = progressOf('Exporting', json || out === undefined);
    try {
      const { moment, pieces } = await fundJournal(
        store,
        reading,
        fund,
        { format, books: booksOf(book) },
        { asKnownAt, effectiveOn },
        (number) => progress.at(Math.min(number, moment.number), moment.number),
      );
      if (out === undefined) {
        for await (const piece of pieces)
          if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
      } else await wholeFile(out, pieces);
      progress.end();
      const { number, effectiveOn: by } = moment;
      if (json) console.log(JSON.stringify({ fund, format, book, number, effectiveOn: by, out }));
      else if (out !== undefined)
        console.log(`Fund ${fund} as known at number ${number} is in ${out}.`);
    } catch (error) {
      if (error instanceof JournalDisagrees)
        throw new ExplainedError(
          `No journal was written, since ${error.message}. "purse replay --to now" finds out where.`,
          { cause: error },
        );
      if (error instanceof Refused) throw new ExplainedError(error.message, { cause: error });
      throw error;
    }
  });
}

function day(text: string): string {
  if (!Day.safeParse(text).success)
    throw new InvalidArgumentError('Write a day such as "2027-03-31".');
  return text;
}
