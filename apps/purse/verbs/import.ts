import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import type { FormatName } from '#apps/service/imports/format.js';
import { formats, importFile, type ImportReport } from '#apps/service/imports/import-file.js';
import { Day } from '#contracts/values.js';
import { problemDocument } from '#contracts/problems.js';
import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import { progressOf } from '../progress.js';
import { whoRecords } from '../who-asks.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly fund: string;
  readonly format: FormatName;
  readonly reason?: string;
  readonly scheme?: string;
  readonly source?: string;
  readonly publisher?: string;
  readonly asAt?: string;
  readonly map: Record<string, string>;
  readonly dryRun: boolean;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('import')
    .description(
      'record published files into a fund, in the name of whoever has the token in PURSE_TOKEN; the same file twice changes nothing',
    )
    .argument('<files...>', 'the files, in the order in which they are to be recorded')
    .requiredOption('-f, --fund <id>', 'the fund that they go into')
    .addOption(
      new Option('-t, --format <format>', 'what the files hold')
        .choices(Object.keys(formats))
        .makeOptionMandatory(),
    )
    .option('--reason <text>', 'why; the name of the file if not said')
    .option('--scheme <id>', 'the scheme that all payments are charged to')
    .option(
      '--source <id>',
      'the source that all payments are charged to, and that a plan spends where its rows name none',
    )
    .option('--publisher <body>', 'of a contract register: whose it is, if its rows do not say so')
    .option(
      '--as-at <day>',
      'of a contract register: the day on which it stood so; that of the month in its name if not said',
      day,
    )
    .option('--map <meaning=column...>', 'a column that is not found by its meaning', mapped, {})
    .option('--dry-run', 'report what the files hold, and record nothing', false)
    .option('--json', 'print reports as JSON, a line a file', false)
    .action(recordFiles);
}

async function recordFiles(files: string[], options: Options): Promise<void> {
  for (const file of files)
    if (!statSync(file, { throwIfNoEntry: false })?.isFile())
      throw new ExplainedError(`There is no file "${file}".`);

  await withLedger(async (runtime) => {
    const { ledger, trail: payments } = runtime;
    const asker = await whoRecords(runtime, options.fund);
    for (const file of files) {
      const progress = progressOf(basename(file), options.json);
      const report = await importFile(ledger, {
        fund: options.fund,
        format: options.format,
        scheme: options.scheme,
        source: options.source,
        publisher: options.publisher,
        asAt: options.asAt,
        mapping: options.map,
        file: basename(file),
        payments,
        dryRun: options.dryRun,
        open: () => createReadStream(file),
        provenance: {
          actor: asker.person,
          organisation: asker.organisation,
          authority: asker.authority,
          reason: options.reason ?? `Import of ${basename(file)}`,
        },
        onProgress: progress.at,
      }).catch((error: unknown) => {
        if (error instanceof UnreadableFile) throw new ExplainedError(`${file}: ${error.message}`);
        throw error;
      });
      progress.end();
      if ('refused' in report)
        throw new ExplainedError(`${file}: ${problemDocument(report.refused).detail}`);
      console.log(options.json ? JSON.stringify({ file, ...report }) : sentences(file, report));
    }
  });
}

function sentences(file: string, report: ImportReport): string {
  const { rowsIn, recorded, quarantined, total } = report;
  const done = report.repeated
    ? 'imported before, nothing is changed:'
    : report.dryRun
      ? 'would be recorded:'
      : 'recorded:';
  return [
    `${basename(file)}: ${done} ${recorded} of ${rowsIn} rows, ${total} in total, ${quarantined} quarantined.`,
    ...(report.publisher === undefined
      ? []
      : [`  the register of ${report.publisher}, as at ${report.asAt ?? 'an unknown day'}`]),
    ...Object.entries(report.mapping).map(
      ([meaning, column]) => `  ${meaning} is the column "${column}"`,
    ),
    ...report.warnings.map((warning) => `  Note: ${warning}`),
    ...report.quarantinedRows.map(
      ({ line, column, reason }) =>
        `  line ${line}${column === '' ? '' : `, ${column}`}: ${reason}`,
    ),
    ...report.possibleDuplicateRows.map(
      ({ line, like }) =>
        `  line ${line} says what another file has said: log number ${like.join(', ')}`,
    ),
    ...report.partlyRecordedRows.map(
      ({ line, refused, reason }) =>
        `  line ${line} is recorded, but for its ${refused}: ${reason}`,
    ),
  ].join('\n');
}

/** `--map supplier="Paid to"`. */
function mapped(text: string, before: Record<string, string>): Record<string, string> {
  const place = text.indexOf('=');
  if (place < 1)
    throw new InvalidArgumentError('Write meaning=column, such as supplier="Paid to".');
  return { ...before, [text.slice(0, place)]: text.slice(place + 1) };
}

function day(text: string): string {
  const read = Day.safeParse(text);
  if (!read.success) throw new InvalidArgumentError('Write a day such as 2026-10-31.');
  return read.data;
}
