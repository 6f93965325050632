import type { FactsAt } from '#libs/ledger/facts-at.js';
import { none } from '#libs/ledger/posting.js';
import { minPence, parsePence, type Pence } from '#libs/money/pence.js';
import type { FiledLine, HandedOn } from '#projections/reading/reading.js';

/**
 * Money that a lead authority passes down to a fund of this ledger is counted in that fund, where it
 * is spent, and not in the fund that it leaves. What leaves is what the award of the pass-down was
 * paid, or without an award what the body was paid under none; of the pass-down's year and nature,
 * first day first, never more than was passed down. It has left also where whoever asks does not see
 * what became of it: `unseen` are funds of the ledger that are not among their facts.
 */
export function withoutPassedDown<Line extends FiledLine>(
  lines: readonly Line[],
  facts: FactsAt,
  unseen: ReadonlySet<string> = new Set(),
): {
  readonly lines: readonly Line[];
  readonly passedDown: Pence;
  /** What left of each line. */
  readonly left: readonly Line[];
} {
  const kept: (Line & { pence: Pence })[] = lines
    .map((line) => ({ ...line }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  let passedDown = 0n;
  const gone: Line[] = [];
  for (const { fund, attributes } of facts.list('pass-down')) {
    const { toFund, amount } = attributes;
    if (toFund === null || !(facts.get('fund', toFund) || unseen.has(toFund))) continue;
    let left = parsePence(amount);
    for (const line of kept) {
      if (line.fund !== fund || !line.handedOn || !leaves(attributes, line.handedOn)) continue;
      const out = minPence(left, line.pence);
      left -= out;
      line.pence -= out;
      passedDown += out;
      if (out !== 0n) gone.push({ ...line, pence: out });
    }
  }
  return { lines: kept, passedDown, left: gone };
}

type PassDown = Omit<HandedOn, 'award' | 'provider'> & {
  readonly award: string | null;
  readonly to: string;
};

const leaves = ({ award, to, year, nature }: PassDown, line: HandedOn): boolean =>
  line.year === year &&
  line.nature === nature &&
  (award === null ? line.award === none && line.provider === to : line.award === award);
