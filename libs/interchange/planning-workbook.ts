import { sumPence } from '#libs/money/pence.js';
import { type ByteSource, type HashedBytes, hashed } from './byte-source.js';
import type { ColumnMeanings, Mapping } from './columns/match-columns.js';
import {
  INCOME_COLUMNS,
  SPEND_COLUMNS,
  incomeAmounts,
  spendAmounts,
  type PlanMapping,
} from './columns/plan-columns.js';
import type { Correction } from './correction.js';
import { type HeadRow, type TableHeader, findHeader } from './find-header.js';
import { yearsIn } from './financial-years.js';
import { openTables, type OpenedTables } from './open-tables.js';
import { plannedIncome, type PlannedContribution } from './plan/plan-income.js';
import { readPart, type PartFound, type QuarantinedPlanRow } from './plan/plan-part.js';
import { plannedSpend, type PlannedSpend } from './plan/plan-spend.js';
import { headsSummary, wrongSummaries, type PlanSum } from './plan/plan-summary.js';
import { amountColumns, headsWithYears, yearsAbove } from './plan/plan-years.js';
import { quoted } from './reading.js';
import { type QuarantinedRow, type TableRow, rowsUnder } from './table.js';
import { UnreadableFile } from './unreadable-file.js';

/** A plan of a fund: what is to be put in, and what it is to be spent on. */
export interface Plan {
  readonly contributions: readonly PlannedContribution[];
  readonly spending: readonly PlannedSpend[];
  readonly quarantined: readonly QuarantinedPlanRow[];
  readonly sha256: string;
  /** rowsIn = contributions + spending + quarantined, always; totals, headings and notes are no rows. */
  readonly rowsIn: number;
  readonly passedOver: number;
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly warnings: readonly string[];
}

/** A plan is read as a whole, since its tables speak of one another: far more rows than any has. */
const ROWS_MOST = 10_000;
const LINES_TOLD = 20;

/**
 * Reads a plan as the Better Care Fund's planning template or a financial plan of the UK Shared Prosperity
 * Fund lays it out: a table of income, one of expenditure, or both, on sheets of a workbook or one of them
 * as CSV. Throws UnreadableFile when the file as a whole cannot be read.
 */
export async function readPlan(source: ByteSource, options: PlanOptions = {}): Promise<Plan> {
  const bytes = hashed(source);
  try {
    return await planIn(bytes, options);
  } finally {
    await bytes.close();
  }
}

interface PlanOptions {
  readonly mapping?: PlanMapping | undefined;
  readonly correction?: Correction | undefined;
}

async function planIn(bytes: HashedBytes, options: PlanOptions): Promise<Plan> {
  const opened = await openTables(bytes.pieces);
  const { correction, mapping = {} } = options;
  const heads = opened.heads.map(headsWithYears);
  const headers = partsIn(heads, opened.sheets.length > 0, mapping);
  const { income: incomeHeader, spend: spendHeader } = headers;

  const income = incomeHeader && (await incomePart(opened, headers, correction));
  const step = income ? stepAfter(income.rows) : 0;
  const spend = spendHeader && (await spendPart(opened, headers, correction, step));
  const [incomeRead, spendRead] = [income && readPart(income), spend && readPart(spend)];
  const put = plannedIncome(income, incomeRead?.items ?? []);
  const spent = plannedSpend(spend, spendRead?.items ?? [], put.contributions);

  const quarantined = [...put.quarantined, ...spent.quarantined];
  const found = [incomeHeader, spendHeader].filter((header) => header !== undefined);
  const read = found.map(({ table }) => table);
  return {
    ...{ contributions: put.contributions, spending: spent.spending, quarantined },
    sha256: bytes.sha256(),
    rowsIn: put.contributions.length + spent.spending.length + quarantined.length,
    passedOver: (incomeRead?.passedOver.length ?? 0) + (spendRead?.passedOver.length ?? 0),
    columns: [...new Set(found.flatMap(namedColumns))],
    mapping: { ...incomeHeader?.match.mapping, ...spendHeader?.match.mapping },
    warnings: [
      ...found.flatMap(({ warnings }) => warnings),
      ...sheetsRead(opened.sheets, read),
      ...(step === 0 || !spend
        ? []
        : [
            `The rows of ${quoted(spend.sheet)} are counted on from ${step}: row 7 is line ${step + 7}.`,
          ]),
      ...passedOverIn(income, incomeRead?.passedOver ?? []),
      ...passedOverIn(spend, spendRead?.passedOver ?? []),
      ...put.warnings,
      ...(incomeRead?.warnings ?? []),
      ...(spendRead?.warnings ?? []),
      ...heads.flatMap((rows, table) =>
        opened.sheets.length === 0
          ? []
          : wrongSummaries(rows, opened.sheets[table] ?? '', [
              ...sumsOf('income', put.contributions),
              ...sumsOf('expenditure', spent.spending),
            ]),
      ),
    ],
  };
}

type Headers = ReturnType<typeof partsIn>;

/** Expenditure is looked for first: a table of it may name bodies too, and is no table of income for that. */
function partsIn(heads: readonly (readonly HeadRow[])[], isWorkbook: boolean, given: PlanMapping) {
  const income: Record<string, string | null> = {};
  const others: Record<string, string | null> = {};
  for (const [meaning, column] of Object.entries(given))
    (Object.hasOwn(INCOME_COLUMNS, meaning) ? income : others)[meaning] = column;
  nameAll(income, incomeAmounts);
  nameAll(others, spendAmounts);
  const tables = heads.map((rows) => rows.filter((row) => !headsSummary(row)));
  const spend = headerIn(tables, SPEND_COLUMNS, others);
  const expenditure = 'header' in spend ? spend.header : undefined;
  const left = tables.map((rows, table) =>
    expenditure && (!isWorkbook || table === expenditure.table) ? [] : rows,
  );
  const put = headerIn(left, INCOME_COLUMNS, income);
  if ('error' in spend && 'error' in put) throw spend.error;
  return { heads, spend: expenditure, income: 'header' in put ? put.header : undefined };
}

/** Whoever says which column holds amounts says it of all. */
function nameAll(given: Record<string, string | null>, amounts: readonly string[]): void {
  if (amounts.some((meaning) => Object.hasOwn(given, meaning)))
    for (const meaning of amounts) given[meaning] ??= null;
}

function headerIn<M extends string>(
  heads: readonly (readonly HeadRow[])[],
  meanings: ColumnMeanings<M>,
  given: Mapping<M>,
): { readonly header: TableHeader<M> } | { readonly error: UnreadableFile } {
  try {
    return { header: findHeader(heads, meanings, given) };
  } catch (error) {
    const absent: readonly string[] = ['columns-missing', 'no-header'];
    if (error instanceof UnreadableFile && absent.includes(error.code)) return { error };
    throw error;
  }
}

async function incomePart(
  opened: OpenedTables,
  { heads, income: header, spend }: Headers,
  correction: Correction | undefined,
): Promise<PartFound<keyof typeof INCOME_COLUMNS> | undefined> {
  if (!header) return undefined;
  const elsewhere = [
    yearsAbove(heads[header.table] ?? [], header.line),
    yearsIn(spend ? spend.columns.join(' | ') : ''),
    yearsAtTheTop(heads),
  ];
  const byRow = header.match.mapping.incomeYear !== null;
  return {
    ...{ header, label: 'incomeSource', needsAmount: false },
    sheet: opened.sheets[header.table] ?? '',
    amounts: amountColumns(header, incomeAmounts, byRow, elsewhere, INCOME_COLUMNS),
    rows: await rowsOf(opened, header, INCOME_COLUMNS, correction, 0),
  };
}

async function spendPart(
  opened: OpenedTables,
  { heads, spend: header }: Headers,
  correction: Correction | undefined,
  step: number,
): Promise<PartFound<keyof typeof SPEND_COLUMNS> | undefined> {
  if (!header) return undefined;
  const elsewhere = [yearsAbove(heads[header.table] ?? [], header.line), yearsAtTheTop(heads)];
  const byRow = header.match.mapping.spendYear !== null;
  return {
    ...{ header, label: 'scheme', needsAmount: true },
    sheet: opened.sheets[header.table] ?? '',
    amounts: amountColumns(header, spendAmounts, byRow, elsewhere, SPEND_COLUMNS),
    rows: await rowsOf(opened, header, SPEND_COLUMNS, correction, step),
  };
}

/** The first sheets of a template say of which years it is. */
const yearsAtTheTop = (heads: readonly (readonly HeadRow[])[]): readonly string[] => [
  ...new Set(heads.flatMap((rows) => yearsAbove(rows, TITLE_ROWS))),
];
const TITLE_ROWS = 6;

/** Lines of a second sheet come after those of the first, so that each names one row of the file. */
const stepAfter = (rows: readonly { readonly line: number }[]): number =>
  10 ** Math.max(3, String(rows.at(-1)?.line ?? 0).length);

async function rowsOf<M extends string>(
  opened: OpenedTables,
  header: TableHeader<M>,
  meanings: ColumnMeanings<M>,
  correction: Correction | undefined,
  step: number,
): Promise<(TableRow | QuarantinedRow)[]> {
  // Of a row, only the columns of its own table are asked for.
  const own = correction && {
    ...correction,
    line: correction.line - step,
    cells: Object.fromEntries(
      Object.entries(correction.cells).filter(([column]) => header.columns.includes(column)),
    ),
  };
  const under = rowsUnder(header, meanings, own);
  const rows: (TableRow | QuarantinedRow)[] = [];
  for await (const records of opened.records(header.table)) {
    rows.push(...under.of(records).map((row) => ({ ...row, line: row.line + step })));
    if (rows.length > ROWS_MOST)
      throw new UnreadableFile(
        'too-large',
        `The table has more than ${String(ROWS_MOST)} rows, which no plan has; check that it is one, or send it in parts.`,
      );
  }
  return rows;
}

/** What a blank heading stands over holds notes, and margins. */
const namedColumns = ({ columns, match }: TableHeader<string>): readonly string[] => {
  const taken = new Set(Object.values(match.mapping));
  return columns.filter((name) => taken.has(name) || !/^column \d+$/.test(name));
};

function sheetsRead(sheets: readonly string[], read: readonly number[]): string[] {
  const others = sheets.filter((_, table) => !read.includes(table)).map(quoted);
  const named = sheets.filter((_, table) => read.includes(table)).map(quoted);
  return others.length === 0
    ? []
    : [
        `Of the workbook ${named.join(' and ')} ${named.length === 1 ? 'was' : 'were'} read, and not ${others.join(', ')}.`,
      ];
}

function passedOverIn(
  part: { readonly sheet: string } | undefined,
  lines: readonly number[],
): string[] {
  if (!part || lines.length === 0) return [];
  const told = lines.slice(0, LINES_TOLD).join(', ');
  const more = lines.length > LINES_TOLD ? ` and ${lines.length - LINES_TOLD} more` : '';
  return [
    `${part.sheet === '' ? 'Passed over' : `Passed over on ${quoted(part.sheet)}`} as headings, notes, totals or 0.00: line ${told}${more}.`,
  ];
}

const sumsOf = (
  what: PlanSum['what'],
  rows: readonly (PlannedContribution | PlannedSpend)[],
): PlanSum[] =>
  rows.flatMap(({ sourceOf, amounts }) => {
    const years = [...new Set(amounts.map(({ year }) => year))];
    return years.map((year) => ({
      ...{ what, source: sourceOf, year },
      pence: sumPence(amounts.filter((each) => each.year === year).map(({ pence }) => pence)),
    }));
  });
