import type { ExtractLine } from '#contracts/events/reconciliation.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Entry } from './entries.js';
import type { Reconciliation } from './reconciliation.js';

/** The two sides, what of each nobody has confirmed to be in the other, and what was explained. */
export interface Reconciled {
  readonly extract: readonly ExtractLine[];
  readonly ledger: readonly Entry[];
  readonly unmatchedLines: readonly ExtractLine[];
  readonly unmatchedEntries: readonly Entry[];
  /** By how much the lines of confirmed matches come to more than their entries. */
  readonly explained: Pence;
}

/**
 * A bank reconciliation in the usual sense: extract − unmatched lines − explained = ledger − unmatched
 * entries. Throws where that does not hold: it would be ours to mend, and nobody's to sign. A match
 * whose entry is no longer in the account, because it was corrected since, is not counted.
 */
export function reconciled(
  { lines, matches }: Reconciliation,
  entries: readonly Entry[],
): Reconciled {
  const byNumber = new Map(entries.map((entry) => [entry.number, entry]));
  const confirmed = [...matches.values()].filter(
    ({ state, numbers }) => state === 'confirmed' && numbers.every((each) => byNumber.has(each)),
  );
  const matchedLines = new Set(confirmed.flatMap((match) => match.lines));
  const matchedNumbers = new Set(confirmed.flatMap((match) => match.numbers));
  const extract = [...lines.values()].sort((a, b) => a.line - b.line);
  const unmatchedLines = extract.filter(({ line }) => !matchedLines.has(line));
  const unmatchedEntries = entries.filter(({ number }) => !matchedNumbers.has(number));
  const explained = sumPence(
    confirmed.map(
      (match) =>
        totalOf(match.lines.flatMap((line) => lines.get(line) ?? [])) -
        sumPence(match.numbers.map((number) => byNumber.get(number)?.pence ?? 0n)),
    ),
  );
  const there = totalOf(extract) - totalOf(unmatchedLines) - explained;
  const here = sumOf(entries) - sumOf(unmatchedEntries);
  if (there !== here) throw new Error(`what is matched is ${there} there and ${here} here`);
  return { extract, ledger: entries, unmatchedLines, unmatchedEntries, explained };
}

const totalOf = (lines: readonly ExtractLine[]): Pence =>
  sumPence(lines.map(({ amount }) => parsePence(amount)));
const sumOf = (entries: readonly Entry[]): Pence => sumPence(entries.map(({ pence }) => pence));
