import { InvalidArgumentError, Option, type Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import { madeStatement } from '#apps/service/statements/made-statement.js';
import {
  statementFormats,
  type StatementFormat,
} from '#apps/service/statements/written-statement.js';
import { fitsQuarter, quarterAsked, StatementKind } from '#contracts/events/fund/statements.js';
import { Day, FinancialYear } from '#contracts/values.js';
import { Refused } from '#projections/reading/refused.js';
import { wholeFile } from '../whole-file.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly year: string;
  readonly quarter?: number;
  readonly format: 'json' | StatementFormat;
  readonly asKnownAt?: string;
  readonly effectiveOn?: string;
  readonly out?: string;
  readonly json: boolean;
}

/** Formats that are text, which a terminal can show. */
const texts: readonly Options['format'][] = ['json', 'csv'];

export function register(program: Command): void {
  program
    .command('statement')
    .description('write a statement of a fund as it would be issued, as known at any number')
    .argument('<fund>', 'whose')
    .argument('<kind>', StatementKind.options.join(', '), kind)
    .requiredOption('-y, --year <year>', 'the financial year, such as 2026-27', year)
    .option(
      '-q, --quarter <number>',
      'of a partner-quarter, or up to whose end a return is: 1 is April to June',
      quarter,
    )
    .addOption(
      new Option('-t, --format <format>', 'as what: the document itself, or laid out for people')
        .choices(['json', ...statementFormats])
        .default('json'),
    )
    .option('--as-known-at <moment>', 'a log number, a day or an instant; now if not said')
    .option('--effective-on <day>', 'only what had taken effect by this day', day)
    .option('-o, --out <file>', 'where to; standard output if not said, for json and csv')
    .option('--json', 'with --out: print what was written as JSON', false)
    .action(statement);
}

async function statement(
  fund: string,
  of: StatementKind,
  options: Options,
  command: Command,
): Promise<void> {
  const { year: ofYear, quarter: ofQuarter = null, format, out, json } = options;
  if (!fitsQuarter(of, ofQuarter)) command.error(`error: --quarter (1 to 4): ${quarterAsked}`);
  if (out === undefined && !texts.includes(format))
    command.error(`error: ${format} is no text for a terminal: say where to with --out`);
  if (json && out === undefined) command.error('error: --json is for --out');
  await withLedger(async ({ store, reading, runner, transparency: log, ledger: { now } }) => {
    await runner.progress.until((await store.head()).number, 60_000);
    try {
      const made = await madeStatement(
        { reading, log, now },
        fund,
        { kind: of, year: ofYear, quarter: ofQuarter },
        { asKnownAt: options.asKnownAt, effectiveOn: options.effectiveOn },
      );
      const bytes =
        format === 'json'
          ? Buffer.from(made.read.text)
          : await made.written(format, out !== undefined);
      const { number } = made.read.moment;
      if (out === undefined) process.stdout.write(bytes);
      else await wholeFile(out, [bytes]);
      const { root } = made.about.log;
      if (json)
        console.log(
          JSON.stringify({
            ...{ fund, kind: of, year: ofYear, quarter: ofQuarter, format, number, root },
            ...{ sha256: made.read.sha256, out },
          }),
        );
      else if (out !== undefined)
        console.log(`${made.layout.title} of ${fund} as known at number ${number} is in ${out}.`);
    } catch (error) {
      if (error instanceof Refused) throw new ExplainedError(error.message, { cause: error });
      throw error;
    }
  });
}

function kind(text: string): StatementKind {
  const known = StatementKind.options.find((each) => each === text);
  if (known !== undefined) return known;
  throw new InvalidArgumentError(`It is one of ${StatementKind.options.join(', ')}.`);
}

function year(text: string): string {
  if (!FinancialYear.safeParse(text).success)
    throw new InvalidArgumentError('Write a financial year such as "2026-27".');
  return text;
}

function quarter(text: string): number {
  if (!/^[1-4]$/.test(text)) throw new InvalidArgumentError('Write 1, 2, 3 or 4.');
  return Number(text);
}

function day(text: string): string {
  if (!Day.safeParse(text).success)
    throw new InvalidArgumentError('Write a day such as "2027-03-31".');
  return text;
}
