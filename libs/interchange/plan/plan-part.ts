import { formatPence, sumPence } from '#libs/money/pence.js';
import { readAmount } from '../amounts.js';
import type { TableHeader } from '../find-header.js';
import { quoted } from '../reading.js';
import type { QuarantinedRow, TableRow } from '../table.js';
import type { AmountColumn } from './plan-years.js';
import { knownSource } from './plan-sources.js';

/** A table of a plan as it was found: its rows, and which of its columns hold amounts. */
export interface PartFound<M extends string> {
  /** What the sheet is called; blank in a text. */
  readonly sheet: string;
  readonly header: TableHeader<M>;
  readonly amounts: readonly AmountColumn<M>[];
  readonly rows: readonly (TableRow | QuarantinedRow)[];
  /** By what its row is called. */
  readonly label: M;
  /** Whether a row with something in it and no amount is set aside, and not taken for a note. */
  readonly needsAmount: boolean;
}

export interface QuarantinedPlanRow {
  readonly kind: 'quarantined';
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export type PartItem<M extends string> =
  | {
      readonly kind: 'row';
      readonly line: number;
      readonly cell: (meaning: M) => string;
      readonly amounts: readonly { readonly of: AmountColumn<M>; readonly pence: bigint }[];
    }
  | { readonly kind: 'heading'; readonly label: string }
  | QuarantinedPlanRow;

export interface PartRead<M extends string> {
  readonly items: readonly PartItem<M>[];
  /** Lines that hold nothing to record: headings, notes, totals, breakdowns, and rows of 0.00. */
  readonly passedOver: readonly number[];
  /** Totals of its own that its rows do not come to. */
  readonly warnings: readonly string[];
}

/** Sums by column; one for the rows between two totals. */
type Sums = Map<string, bigint>;

const TOTAL = /^(?:grand |overall |sub-?)?total\b/i;
/** What stands again in parts is put in once. */
const BREAKDOWN = /\bbreakdown\b|\bof which\b/i;
/** What stands in a column of amounts and is a heading or an answer. */
const NO_AMOUNT = /^(?:yes|no)$|contribution|expenditure|income|\b(?:yr|year)\b|comment/i;
const DASH = /^[-–—]$/;

/**
 * Goes through the rows of a table of a plan, as people lay it out: headings and notes between the rows,
 * totals below them. Totals are compared with what the rows come to, and never recorded.
 */
export function readPart<M extends string>(part: PartFound<M>): PartRead<M> {
  const items: PartItem<M>[] = [];
  const passedOver: number[] = [];
  const warnings: string[] = [];
  const sums: Sums[] = [];
  let sum: Sums = new Map();
  sums.push(sum);
  let inBreakdown = false;
  for (const row of part.rows) {
    if (row.kind === 'quarantined') {
      const { kind, line, column, reason } = row;
      items.push({ kind, line, column, reason });
      continue;
    }
    const { line, cells } = row;
    const filled = cells.filter((cell) => cell !== '');
    const label = filled[0] ?? '';
    const read = amountsIn(part.amounts, cells);
    if (TOTAL.test(label)) {
      inBreakdown = false;
      warnings.push(...wrongTotals(part, { line, label }, read.amounts, sums));
      sum = new Map();
      sums.push(sum);
      passedOver.push(line);
    } else if (read.heading || (read.blank && (!part.needsAmount || filled.length === 1))) {
      if (BREAKDOWN.test(label)) inBreakdown = true;
      else if (knownSource(label)) inBreakdown = false;
      items.push({ kind: 'heading', label });
      passedOver.push(line);
    } else if (inBreakdown) passedOver.push(line);
    else {
      for (const { of, pence } of read.amounts)
        sum.set(of.meaning, (sum.get(of.meaning) ?? 0n) + pence);
      const cell = (meaning: M): string => {
        const at: number | undefined = part.header.positions[meaning];
        return at === undefined ? '' : (cells[at] ?? '');
      };
      const amounts = read.amounts.filter(({ pence }) => pence !== 0n);
      if (read.wrong) items.push({ kind: 'quarantined', line, ...read.wrong });
      else if (read.blank) {
        const reason = 'the row has no amount of any year';
        items.push({ kind: 'quarantined', line, column: part.amounts[0]?.column ?? '', reason });
      } else if (amounts.length === 0) passedOver.push(line);
      else items.push({ kind: 'row', line, cell, amounts });
    }
  }
  return { items, passedOver, warnings };
}

interface AmountsRead<M extends string> {
  readonly amounts: readonly { readonly of: AmountColumn<M>; readonly pence: bigint }[];
  /** Neither an amount nor 0.00: nobody has said anything. */
  readonly blank: boolean;
  readonly heading: boolean;
  readonly wrong: { readonly column: string; readonly reason: string } | undefined;
}

function amountsIn<M extends string>(
  columns: readonly AmountColumn<M>[],
  cells: readonly string[],
): AmountsRead<M> {
  const said = columns
    .map((of) => ({ of, text: cells[of.position] ?? '' }))
    .filter(({ text }) => text !== '' && !DASH.test(text));
  const read = said.map((each) => ({ ...each, amount: readAmount(each.text) }));
  const wrong = read.flatMap(({ of: { column }, amount }) => {
    if (!amount.ok) return [{ column, reason: amount.reason }];
    return amount.value < 0n ? [{ column, reason: 'the amount must not be below 0.00' }] : [];
  })[0];
  return {
    amounts: read.flatMap(({ of, amount }) => (amount.ok ? [{ of, pence: amount.value }] : [])),
    blank: said.length === 0,
    heading:
      read.length > 0 && read.every(({ text, amount }) => !amount.ok && NO_AMOUNT.test(text)),
    wrong,
  };
}

/** A total is right where it is that of the rows since the last one, or of some totals before it too. */
function wrongTotals<M extends string>(
  part: PartFound<M>,
  { line, label }: { readonly line: number; readonly label: string },
  stated: AmountsRead<M>['amounts'],
  sums: readonly Sums[],
): string[] {
  return stated.flatMap(({ of, pence }) => {
    const each = sums.map((sum) => sum.get(of.meaning) ?? 0n);
    const since = each.map((_, place) => sumPence(each.slice(place)));
    if (since.includes(pence)) return [];
    const rows = since.findLast((sum) => sum !== 0n) ?? 0n;
    return `Line ${line}${part.sheet === '' ? '' : ` of ${quoted(part.sheet)}`}, ${quoted(label)}: it says ${formatPence(pence)} under ${quoted(of.column)}, and the rows above it that can be read come to ${formatPence(rows)}.`;
  });
}
