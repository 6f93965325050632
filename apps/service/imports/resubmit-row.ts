import { isDeepStrictEqual } from 'node:util';
import { streamOf } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { beginningOf } from '#contracts/writable.js';
import { byCodePoint } from '#libs/funding/decision.js';
import type { Import, ImportStep } from '#libs/funding/import/import.js';
import { formatPence } from '#libs/money/pence.js';
import { importDecider } from '../ledger/deciders.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Row, Run, Survey } from './format.js';
import {
  formats,
  importId,
  note,
  record,
  standingIn,
  startedOtherwise,
  unfit,
  type ImportRequest,
} from './import-file.js';
import { nothingStanding } from './plan-standing.js';
import { newTally } from './tally.js';

/** A row of a file that was imported; what is not said of how to read it is as it was then. */
export interface RowRequest extends Omit<
  ImportRequest,
  'format' | 'file' | 'onProgress' | 'correction' | 'payments'
> {
  readonly import: string;
  readonly line: number;
  /** By column, what stands for what was received; none where only the cause of a refusal has gone. */
  readonly cells: Readonly<Record<string, string>>;
}

/** What was put right in which lines, and what came of it. */
export interface RowReport {
  readonly import: string;
  readonly lines: readonly number[];
  readonly changes: Changes;
  /** Sum of what was recorded. */
  readonly total: string;
  readonly inPart: Correct['inPart'];
  readonly dryRun: boolean;
  /** True where the row had been put right so before: nothing was changed. */
  readonly repeated: boolean;
}

type Correct = Extract<ImportStep, { step: 'correct' }>['data'];
type Changes = Correct['changes'];
interface Refused {
  readonly refused: Refusal;
}

/**
 * Records a quarantined row as somebody put it right, under the row's own keys: like any other row of
 * its file, and once. The file is read again, so that what was received is what its hash names, and not
 * what somebody says it was. The correction is told when its row stands; a crash between leaves what
 * the same request again finishes.
 */
export async function resubmitRow(
  ledger: Ledger,
  request: RowRequest,
): Promise<RowReport | Refused> {
  const { line, cells, dryRun } = request;
  const opened = await openedAgain(ledger, request);
  if ('refused' in opened) return opened;
  const { id, state, survey, asThen } = opened;
  if (!state.quarantined.has(line)) return missing('quarantined row', line, 'the import');
  const before = await unfit(ledger, asThen);
  const otherwise = before ?? (await startedOtherwise(ledger, asThen, survey));
  if (otherwise) return { refused: otherwise };
  const unread = unreadColumn(survey, cells);
  if (unread) return { refused: unread };

  const known = state.corrected.get(line);
  const found = await correctedRow(asThen, survey, {
    day: state.day ?? londonDay(ledger.now()),
    // Sent again, it is told as it was then, when nothing of it was there.
    standing: known ? nothingStanding : await standingIn(ledger, asThen.fund),
  });
  if ('refused' in found) return found;
  const { row, changes } = found;
  const report = { import: id, lines: row.lines, changes, dryRun };
  const total = formatPence(row.amountPence);
  if (known)
    return isDeepStrictEqual(known, changes)
      ? { ...report, total, inPart: null, repeated: true }
      : {
          refused: refusal('already-exists', { what: 'correction', id: line, where: 'The import' }),
        };
  const stands = row.lines.find((one) => !state.quarantined.has(one) || state.corrected.has(one));
  if (stands !== undefined) return { refused: refusal('recorded-with-others', { line, stands }) };

  const tally = newTally();
  const refused = await record(ledger, asThen, survey, row, tally);
  if (refused) return { refused };
  const [part] = tally.inPart;
  const inPart = part ? { refused: part.refused, reason: part.reason } : null;
  if (!dryRun) {
    const untold = await note(ledger, asThen, id, `correct/${line}`, {
      step: 'correct',
      data: { lines: [...row.lines], changes, inPart, amount: total },
    });
    if (untold) return { refused: untold };
  }
  return { ...report, total, inPart, repeated: false };
}

/** What a row holds in the columns that its file is read by. */
export interface ReceivedRow {
  readonly columns: readonly { readonly column: string; readonly meaning: string }[];
  /** By column; null where the row is no row of its table, so that nobody can tell what stands in which. */
  readonly cells: Readonly<Record<string, string | null>>;
}

/** A row as it was received: of the file alone, since no event may hold what stands there (rule 16). */
export async function receivedRow(
  ledger: Ledger,
  request: Pick<RowRequest, 'fund' | 'import' | 'line' | 'open'>,
): Promise<ReceivedRow | Refused> {
  const opened = await openedAgain(ledger, request);
  if ('refused' in opened) return opened;
  const { survey, asThen } = opened;
  const { meanings } = formats[asThen.format];
  const matched = Object.entries(survey.mapping);
  const columns =
    matched.length === 0
      ? survey.columns.map((column) => ({ column, meaning: column }))
      : matched.map(([meaning, column]) => ({
          column,
          meaning: meanings[meaning]?.title ?? meaning,
        }));
  let cells: ReceivedRow['cells'] | undefined;
  const correction = {
    line: request.line,
    cells: Object.fromEntries(columns.map(({ column }) => [column, ''])),
    note: (received: ReceivedRow['cells']): void => {
      cells = received;
    },
  };
  const run = {
    ...{ sha256: survey.sha256, day: londonDay(ledger.now()) },
    standing: await standingIn(ledger, asThen.fund),
  };
  const rows = formats[asThen.format].rows(request.open, { ...asThen, correction }, run);
  for await (const row of rows) if (cells || row.lines.includes(request.line)) break;
  if (!cells) return missing('row', request.line, 'the file');
  // A row has the columns of its own table, where a file holds several.
  const own = cells;
  return { columns: columns.filter(({ column }) => Object.hasOwn(own, column)), cells };
}

const missing = (what: string, which: string | number, where: string): Refused => ({
  refused: refusal('not-found', { what, id: which, where }),
});

type Again = Pick<RowRequest, 'fund' | 'import' | 'open' | 'mapping' | 'scheme' | 'source'>;
type AsThen<Asked extends Again = RowRequest> = Asked & Pick<ImportRequest, 'format' | 'file'>;

/** The file of an import, read as it was read then. */
async function openedAgain<Asked extends Again>(
  ledger: Ledger,
  request: Asked,
): Promise<Refused | { id: string; state: Import; survey: Survey; asThen: AsThen<Asked> }> {
  const state = await ledger.read(streamOf('import', request.import), importDecider, (one) => one);
  const { settings } = state;
  if (state.state !== 'completed' || settings?.fund !== request.fund)
    return missing('completed import', request.import, 'the fund');
  const { file, format, mapping, scheme, source, publisher, asAt } = settings;
  const said = (name: string): string | undefined => (name === 'unknown' ? undefined : name);
  const columns: Record<string, string | null> = {};
  for (const each of Object.keys(formats[format].meanings)) columns[each] = mapping[each] ?? null;
  const asThen: AsThen<Asked> = {
    ...request,
    ...{ file, format, publisher: publisher ?? undefined, asAt: asAt ?? undefined },
    mapping: request.mapping ?? columns,
    scheme: request.scheme ?? said(scheme),
    source: request.source ?? said(source),
  };
  const survey = await formats[format].survey(request.open, asThen);
  const id = importId(survey.sha256, request.fund);
  return id === request.import
    ? { id, state, survey, asThen }
    : missing('import', id, 'this address, by the file that was sent');
}

/** What the import does not read makes no difference to it, and stays in the file (rule 16). */
function unreadColumn({ mapping }: Survey, cells: RowRequest['cells']): Refusal | undefined {
  const columns = Object.values(mapping);
  const unread = Object.keys(cells).find((column) => !columns.includes(column));
  return columns.length === 0 || unread === undefined
    ? undefined
    : refusal('invalid-request', {
        detail: `the import does not read the column ${unread}; it reads ${columns.join(', ')}`,
      });
}

type Readable = Extract<Row, { readonly requests: unknown }>;

/** The row as it was put right, where it can be read now. */
async function correctedRow(
  request: AsThen,
  { sha256 }: Survey,
  run: Omit<Run, 'sha256'>,
): Promise<{ readonly row: Readable; readonly changes: Changes } | Refused> {
  const { line, cells, open } = request;
  let changes: Changes = [];
  let stranger: string | undefined;
  const correction = {
    line,
    cells,
    note: (received: Readonly<Record<string, string | null>>): void => {
      const named = Object.entries(cells).sort(([a], [b]) => byCodePoint(a, b));
      stranger = named.find(([column]) => !Object.hasOwn(received, column))?.[0];
      changes = named.map(([column, text]) => {
        const was = received[column] ?? null;
        return {
          column,
          received: was === null ? null : beginningOf(was, 2000),
          corrected: beginningOf(text, 2000),
        };
      });
    },
  };
  const rows = formats[request.format].rows(open, { ...request, correction }, { ...run, sha256 });
  for await (const row of rows) {
    if (!row.lines.includes(line)) continue;
    if (stranger !== undefined)
      return {
        refused: refusal('invalid-request', {
          detail: `line ${line} stands in a table without the column ${stranger}`,
        }),
      };
    if ('reason' in row) {
      const { column, reason } = row;
      return { refused: refusal('row-unreadable', { line, column, reason }) };
    }
    return { row, changes };
  }
  return { refused: refusal('not-found', { what: 'row', id: line, where: 'the file' }) };
}
