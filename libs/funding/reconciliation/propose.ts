import type { ExtractLine } from '#contracts/events/reconciliation.js';
import { parsePence, sumPence } from '#libs/money/pence.js';
import type { Entry } from './entries.js';

export interface Proposal {
  readonly lines: readonly number[];
  readonly numbers: readonly number[];
  readonly by: 'reference' | 'reference-of-several' | 'amount-and-day';
}

/**
 * Which lines and entries seem to be the same money: first those that share a reference and an amount,
 * one to one; then a line that is the sum of all entries of its reference, as a payment run is; at last
 * those with the same amount on days no further apart than said, where neither could be another. What
 * is not certain is left to people. The same whatever the order in which they come.
 */
export function proposeMatches(
  lines: readonly ExtractLine[],
  entries: readonly Entry[],
  daysApart: number,
): Proposal[] {
  const open = {
    lines: new Map([...lines].sort((a, b) => a.line - b.line).map((line) => [line.line, line])),
    entries: new Map(
      [...entries].sort((a, b) => a.number - b.number).map((entry) => [entry.number, entry]),
    ),
  };
  const found: Proposal[] = [];
  const take = (line: ExtractLine, matched: readonly Entry[], by: Proposal['by']): void => {
    found.push({ lines: [line.line], numbers: matched.map(({ number }) => number), by });
    open.lines.delete(line.line);
    for (const { number } of matched) open.entries.delete(number);
  };

  for (const { by, fit } of ways(daysApart)) {
    // Of all that is open before any of this way is taken, so that order decides nothing.
    const [all, others] = [[...open.entries.values()], [...open.lines.values()]];
    for (const line of others) {
      const matched = fit(line, all);
      const rivals = others.filter((other) => shares(fit(other, all), matched));
      if (matched.length > 0 && rivals.length === 1) take(line, matched, by);
    }
  }
  return found;
}

interface Way {
  readonly by: Proposal['by'];
  /** The entries that would be the line; none where it is not certain which. */
  readonly fit: (line: ExtractLine, entries: readonly Entry[]) => readonly Entry[];
}

const ways = (daysApart: number): readonly Way[] => [
  {
    by: 'reference',
    fit: (line, entries) =>
      only(entries.filter((entry) => marked(line, entry) && sameAmount(line, entry))),
  },
  {
    by: 'reference-of-several',
    fit: (line, entries) => {
      const run = entries.filter((entry) => marked(line, entry));
      const sum = sumPence(run.map(({ pence }) => pence));
      return run.length > 1 && sum === parsePence(line.amount) ? run : [];
    },
  },
  {
    by: 'amount-and-day',
    fit: (line, entries) =>
      only(
        entries.filter(
          (entry) => sameAmount(line, entry) && daysBetween(line.day, entry.day) <= daysApart,
        ),
      ),
  },
];

const only = (entries: readonly Entry[]): readonly Entry[] => (entries.length === 1 ? entries : []);
const shares = (some: readonly Entry[], others: readonly Entry[]): boolean =>
  some.some((entry) => others.includes(entry));
const marked = ({ marks }: ExtractLine, entry: Entry): boolean =>
  entry.marks.some((mark) => marks.includes(mark));
const sameAmount = ({ amount }: ExtractLine, { pence }: Entry): boolean =>
  parsePence(amount) === pence;
const daysBetween = (one: string, other: string): number =>
  Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;
