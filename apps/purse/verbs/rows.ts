import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import { importedIn, type Imported } from '#apps/service/imports/imported.js';
import { importId } from '#apps/service/imports/import-file.js';
import { receivedRow, resubmitRow, type RowReport } from '#apps/service/imports/resubmit-row.js';
import type { Runtime } from '#apps/service/runtime.js';
import { problemDocument, type Refusal } from '#contracts/problems.js';
import type { Provenance } from '#contracts/envelope.js';
import { csv } from '#libs/interchange/csv-writing.js';
import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import { Refused } from '#projections/reading/refused.js';
import { changesOf, correctedRows, correctionHead } from '../corrected-rows.js';
import { progressOf } from '../progress.js';
import { whoRecords } from '../who-asks.js';
import { wholeFile } from '../whole-file.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly fund: string;
  readonly out?: string;
  readonly submit?: string;
  readonly line?: number;
  readonly set: Readonly<Record<string, string>>;
  readonly reason?: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('rows')
    .description(
      'list the rows of an imported file that were set aside, and submit them again as somebody put them right, in the name of whoever has the token in PURSE_TOKEN',
    )
    .argument('<file>', 'the file as it was imported: its hash says which import it was')
    .requiredOption('-f, --fund <id>', 'the fund that it went into')
    .option('-o, --out <csv>', 'write the rows that wait as they were received, to be put right')
    .option('--submit <csv>', 'submit the rows that were put right in what --out wrote')
    .option('--line <number>', 'submit this row', line)
    .option('--set <column=text...>', 'with --line: what stands for what was received', set, {})
    .option('--reason <text>', 'with --submit or --line: why they are put right so')
    .option('--dry-run', 'say what would be recorded, and record nothing', false)
    .option('--json', 'print JSON, a line a row that is submitted', false)
    .addHelpText(
      'after',
      '\nExample:\n  purse rows may.csv --fund pool --out wrong.csv\n  purse rows may.csv --fund pool --submit wrong.csv --reason "The supplier said so"',
    )
    .action(rowsOf);
}

async function rowsOf(file: string, options: Options, command: Command): Promise<void> {
  const { fund, out, submit, line: one, reason } = options;
  if ([out, submit, one].filter((each) => each !== undefined).length > 1)
    command.error('error: --out, --submit and --line are each for themselves');
  if (one === undefined && Object.keys(options.set).length > 0)
    command.error('error: --set is for --line');
  if ((submit ?? one) !== undefined && reason === undefined)
    command.error('error: say why with --reason');
  for (const each of [file, ...(submit === undefined ? [] : [submit])])
    if (!statSync(each, { throwIfNoEntry: false })?.isFile())
      throw new ExplainedError(`There is no file "${each}".`);

  await withLedger(async (runtime) => {
    const asker = await whoRecords(runtime, fund);
    const id = importId(await sha256Of(file), fund);
    const { facts } = await runtime.reading.imported(id, {});
    const of: Of = { runtime, file, fund, id, imported: importedIn(facts, fund, id) };
    const provenance = (why: string): Provenance => ({
      ...{ actor: asker.person, organisation: asker.organisation },
      ...{ authority: asker.authority, reason: why },
    });
    if (out !== undefined) await writeWaiting(of, out, options.json);
    else if (submit !== undefined) await submitAll(of, submit, options, provenance(reason ?? ''));
    else if (one !== undefined) {
      const report = await submitRow(
        of,
        one,
        options.set,
        options.dryRun,
        provenance(reason ?? ''),
      );
      told(of, options, { line: one, at: file, report });
      if ('refused' in report) throw new ExplainedError('The row was not recorded.');
    } else list(of, options.json);
  }).catch((error: unknown) => {
    if (error instanceof UnreadableFile) throw new ExplainedError(`${file}: ${error.message}`);
    if (error instanceof Refused) throw new ExplainedError(`${file}: ${error.message}`);
    throw error;
  });
}

interface Of {
  readonly runtime: Runtime;
  readonly file: string;
  readonly fund: string;
  readonly id: string;
  readonly imported: Imported;
}
type Answer = RowReport | { readonly refused: Refusal };

const waitingIn = ({ imported }: Of): Imported['rows'] =>
  imported.rows.filter(({ state }) => state === 'waiting');

function list(of: Of, json: boolean): void {
  const { imported, file } = of;
  if (json) {
    console.log(JSON.stringify({ file, ...imported }));
    return;
  }
  const waiting = waitingIn(of).length;
  console.log(
    [
      `${basename(file)}: ${waiting} of ${imported.import.rowsIn ?? 0} rows wait to be put right, ${imported.rows.length - waiting} were.`,
      ...imported.rows.map(
        ({ line: at, column, reason, correctedBy }) =>
          `  line ${at}${column === '' ? '' : `, ${column}`}: ${reason}${correctedBy === null ? '' : ` (put right by log number ${correctedBy})`}`,
      ),
    ].join('\n'),
  );
}

async function writeWaiting(of: Of, out: string, json: boolean): Promise<void> {
  const waiting = waitingIn(of);
  const progress = progressOf('Reading rows', json);
  const rows: (readonly string[])[] = [];
  let columns: readonly string[] = [];
  for (const { line: at, column, reason } of waiting) {
    const received = await receivedOf(of, at);
    columns = received.columns.map((each) => each.column);
    const why = column === '' ? reason : `${column}: ${reason}`;
    rows.push([String(at), why, ...columns.map((each) => received.cells[each] ?? '')]);
    progress.at(rows.length, waiting.length);
  }
  progress.end();
  await wholeFile(out, csv([...correctionHead, ...columns], rows, { forPeople: true }));
  console.log(
    json
      ? JSON.stringify({ file: of.file, out, rows: rows.length })
      : `${out}: ${rows.length} rows as they were received. Put them right there, and submit them with --submit.`,
  );
}

/** Each row on its own: what is wrong with one keeps back no other. */
async function submitAll(
  of: Of,
  table: string,
  options: Options,
  provenance: Provenance,
): Promise<void> {
  const rows = await correctedRows(table);
  let refused = 0;
  for (const row of rows) {
    const changes = changesOf(row, await receivedOf(of, row.line));
    const at = `${table}, line ${row.at}`;
    if (Object.keys(changes).length === 0) {
      if (!options.json)
        console.log(`  line ${row.line}: nothing is put right in it, so it waits.`);
      continue;
    }
    const report = await submitRow(of, row.line, changes, options.dryRun, provenance);
    told(of, options, { line: row.line, at, report });
    if ('refused' in report) refused += 1;
  }
  if (refused > 0) throw new ExplainedError(`${refused} of ${rows.length} rows were not recorded.`);
}

const submitRow = (
  { runtime, file, fund, id }: Of,
  at: number,
  cells: Readonly<Record<string, string>>,
  dryRun: boolean,
  provenance: Provenance,
): Promise<Answer> =>
  resubmitRow(runtime.ledger, {
    ...{ fund, import: id, line: at, cells, dryRun, provenance },
    open: () => createReadStream(file),
  });

function told(
  { file }: Of,
  { json, dryRun }: Options,
  { line: at, at: where, report }: { readonly line: number; readonly at: string; report: Answer },
): void {
  if (json) {
    const answer = 'refused' in report ? { refused: problemDocument(report.refused) } : report;
    console.log(JSON.stringify({ file, line: at, ...answer }));
    return;
  }
  if ('refused' in report) {
    const { column, reason } = report.refused.facts;
    const why =
      typeof column === 'string' && typeof reason === 'string'
        ? `${column === '' ? '' : `${column}: `}${reason}`
        : problemDocument(report.refused).detail;
    console.error(`${where}: line ${at} of ${basename(file)}: ${why}`);
    return;
  }
  const done = report.repeated
    ? 'was put right so before'
    : dryRun
      ? 'would be recorded'
      : 'is recorded';
  console.log(`  line ${report.lines.join(', ')} ${done}: ${report.total}`);
}

async function receivedOf(
  { runtime, file, fund, id }: Of,
  at: number,
): Promise<Exclude<Awaited<ReturnType<typeof receivedRow>>, { readonly refused: Refusal }>> {
  const received = await receivedRow(runtime.ledger, {
    ...{ fund, import: id, line: at, open: () => createReadStream(file) },
  });
  if ('refused' in received) throw new Refused(received.refused);
  return received;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function line(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write the line of the row.');
  return Number(text);
}

/** `--set "Net Amount=12.30"`. */
function set(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const place = text.indexOf('=');
  if (place < 1) throw new InvalidArgumentError('Write column=text, such as "Net Amount=12.30".');
  return { ...before, [text.slice(0, place)]: text.slice(place + 1) };
}
