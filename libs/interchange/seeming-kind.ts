import { type ByteSource, hashed } from './byte-source.js';
import { EXTRACT_COLUMNS } from './columns/extract-columns.js';
import { GRANT_COLUMNS } from './columns/grant-columns.js';
import { type ColumnMeanings, columnNames, matchColumns } from './columns/match-columns.js';
import { INCOME_COLUMNS, SPEND_COLUMNS, spendAmounts } from './columns/plan-columns.js';
import { REGISTER_COLUMNS } from './columns/register-columns.js';
import { SCHEDULE_COLUMNS } from './columns/schedule-columns.js';
import { SPENDING_COLUMNS } from './columns/spending-columns.js';
import { openTables } from './open-tables.js';
import { quoted } from './reading.js';
import { UnreadableFile } from './unreadable-file.js';

/** What a file may be, by the name that programs give it. */
export type FileKind =
  | '360giving'
  | 'contract-register'
  | 'contribution-schedule'
  | 'extract'
  | 'spending'
  | 'planning-workbook';

/** What each kind is called, and how it is sent. */
const kinds: Readonly<Record<FileKind, { readonly called: string; readonly send: string }>> = {
  '360giving': {
    called: 'grants in the 360Giving standard',
    send: 'Send it as grants (format 360giving)',
  },
  'contract-register': {
    called: 'a register of contracts',
    send: 'Send it as a register of contracts (format contract-register)',
  },
  'contribution-schedule': {
    called: 'a schedule of contributions',
    send: 'Send it as a schedule of contributions (format contribution-schedule)',
  },
  extract: {
    called: 'an extract of a bank account or a general ledger',
    send: 'Begin a reconciliation of the fund and send it there as the extract',
  },
  spending: {
    called: 'a file of payments',
    send: 'Send it as payments (format spending)',
  },
  'planning-workbook': {
    called: 'a plan of income and expenditure',
    send: 'Send it as a plan (format planning-workbook)',
  },
};

/** A kind by its columns: one of each group must be there, and called so that little else could be meant. */
interface Marks {
  readonly kind: FileKind;
  readonly meanings: ColumnMeanings<string>;
  readonly groups: readonly (readonly string[])[];
  readonly leastScore: number;
}

/** The most particular first: a register names a supplier and an amount too, and no payment has a term. */
const marks: readonly Marks[] = [
  {
    kind: '360giving',
    meanings: GRANT_COLUMNS,
    groups: [['amountAwarded'], ['awardDate', 'plannedStart'], ['recipientId', 'recipientName']],
    leastScore: 80,
  },
  {
    kind: 'contract-register',
    meanings: REGISTER_COLUMNS,
    groups: [
      ['title'],
      ['supplier'],
      ['start', 'end', 'currentEnd', 'review', 'duration', 'option', 'annual'],
    ],
    leastScore: 70,
  },
  {
    kind: 'contribution-schedule',
    meanings: SCHEDULE_COLUMNS,
    groups: [['source', 'contribution'], ['partner'], ['dueDate'], ['amount']],
    leastScore: 70,
  },
  {
    kind: 'extract',
    meanings: EXTRACT_COLUMNS,
    groups: [['date'], ['paidIn'], ['paidOut']],
    leastScore: 80,
  },
  {
    kind: 'spending',
    meanings: SPENDING_COLUMNS,
    groups: [['datePaid'], ['amount'], ['supplier']],
    leastScore: 60,
  },
  {
    kind: 'planning-workbook',
    meanings: SPEND_COLUMNS,
    groups: [['scheme'], spendAmounts],
    leastScore: 75,
  },
  {
    kind: 'planning-workbook',
    meanings: INCOME_COLUMNS,
    groups: [['incomeSource'], ['contributor'], ['income1']],
    leastScore: 75,
  },
];

/** What the file seems to be by its columns, and which of them say so; undefined where none does. */
export async function seemingKind(
  source: ByteSource,
): Promise<{ readonly kind: FileKind; readonly by: readonly string[] } | undefined> {
  const rows = await firstRows(source);
  for (const each of marks)
    for (const cells of rows) {
      const by = saidBy(cells, each);
      if (by !== undefined) return { kind: each.kind, by };
    }
  return rows.some((cells) => cells.join(' ').includes('"amountAwarded"'))
    ? { kind: '360giving', by: ['amountAwarded'] }
    : undefined;
}

async function firstRows(source: ByteSource): Promise<(readonly string[])[]> {
  const bytes = hashed(source);
  try {
    const { heads } = await openTables(bytes.pieces);
    return heads.flatMap((head) => head.map(({ cells }) => cells));
  } finally {
    await bytes.close();
  }
}

/** The columns of a row by which it heads a table of that kind. */
function saidBy(
  cells: readonly string[],
  { meanings, groups, leastScore }: Marks,
): string[] | undefined {
  const { mapping, scores } = matchColumns(columnNames(cells), meanings, {});
  const found = groups.map((group) => group.find((name) => (scores[name] ?? 0) >= leastScore));
  const columns = found.map((name) => (name === undefined ? null : (mapping[name] ?? null)));
  return columns.every((column) => column !== null) ? columns : undefined;
}

/** Troubles that another kind of file would explain. */
const explained: ReadonlySet<UnreadableFile['code']> = new Set([
  'columns-missing',
  'no-header',
  'not-json',
  'no-grants',
]);

/**
 * Reads a file as one kind. Where it cannot be read so and is plainly another, the refusal says which, by
 * which columns, and how such a file is sent.
 */
export async function readAsKind<Read>(
  asked: FileKind,
  open: () => ByteSource,
  reading: () => Promise<Read>,
): Promise<Read> {
  try {
    return await reading();
  } catch (error) {
    if (!(error instanceof UnreadableFile) || !explained.has(error.code)) throw error;
    const seems = await seemingKind(open());
    if (seems === undefined || seems.kind === asked) throw error;
    throw new UnreadableFile('another-kind', sentence(asked, seems), error.columns);
  }
}

function sentence(
  asked: FileKind,
  { kind, by }: { readonly kind: FileKind; readonly by: readonly string[] },
): string {
  const columns = by.map(quoted);
  const last = columns.pop() ?? '';
  const said = columns.length === 0 ? last : `${columns.join(', ')} and ${last}`;
  return `The file looks like ${kinds[kind].called}, not like ${kinds[asked].called}: it has ${by.length === 1 ? 'the field' : 'columns for'} ${said}. ${kinds[kind].send}.`;
}
