import { beginningOf } from '#contracts/writable.js';
import { byCodePoint } from '#libs/funding/decision.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import type { Request, Row } from './format.js';

/** Rows that are recorded alike, and what they are worth. */
export interface KindOfRow {
  readonly kind: string;
  readonly rows: number;
  readonly total: string;
}

export interface Quarantined {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

/** What of a row was refused, when what it says before that was recorded already. */
export interface RecordedInPart {
  readonly line: number;
  readonly refused: string;
  readonly reason: string;
}

/** What has become of the rows of a file so far. */
export interface Tally {
  recorded: number;
  readonly quarantined: Quarantined[];
  readonly inPart: RecordedInPart[];
  readonly kinds: Map<string, { readonly rows: number; readonly total: Pence }>;
  total: Pence;
}

export const newTally = (): Tally => ({
  ...{ recorded: 0, quarantined: [], inPart: [], kinds: new Map(), total: 0n },
});

export function setAside(
  tally: Tally,
  lines: readonly number[],
  column: string,
  reason: string,
): void {
  for (const line of lines)
    tally.quarantined.push({ line, column, reason: beginningOf(reason, 2000) });
}

export function countIn(
  tally: Tally,
  row: Extract<Row, { readonly requests: readonly Request[] }>,
): void {
  const kind = kindOf(row);
  const { rows = 0, total = 0n } = tally.kinds.get(kind) ?? {};
  tally.kinds.set(kind, { rows: rows + row.lines.length, total: total + row.amountPence });
  tally.recorded += row.lines.length;
  tally.total += row.amountPence;
}

export const kindsOf = ({ kinds }: Tally): KindOfRow[] =>
  [...kinds]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([kind, { rows, total }]) => ({ kind, rows, total: formatPence(total) }));

/** A row is what it says first: an award with its payment is an award. */
function kindOf({ requests: [first] }: { readonly requests: readonly Request[] }): string {
  if (!first) return 'already-there';
  if (first.asked.kind === 'register') return 'listed-contract';
  if (first.asked.kind !== 'fund') return 'award';
  const { command } = first.asked;
  if (command.command === 'pledge-contribution') return 'contribution';
  if (command.command === 'allocate-budget') return 'allocation';
  return 'kind' in command ? command.kind : command.command;
}
