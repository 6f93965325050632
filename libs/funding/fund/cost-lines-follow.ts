import { CostLinesFollowed } from '#contracts/events/fund/commitment-changes.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { MoveLine } from '#contracts/events/fund/moves.js';
import { none } from '#libs/ledger/posting.js';
import { formatPence, parsePence, type Pence } from '#libs/money/pence.js';
import { byCodePoint, type Circumstances } from '../decision.js';
import { addedToCostLines, takenFromCostLines } from './cost-lines.js';
import type { Fund } from './fund.js';
import { filedOpen } from './periods.js';

/**
 * Cost lines say what an award's money is for, so they follow a move of budget out of an award or
 * into it: by what each of its years gains or loses in all, in proportion to what its categories have.
 */
export function costLinesFollow(
  fund: Fund,
  out: readonly MoveLine[],
  into: readonly MoveLine[],
  of: { readonly reallocation: string; readonly effective: string },
  asker: Pick<Circumstances, 'office'>,
): FundEvent[] {
  const awards = new Set([...out, ...into].map(({ award }) => award).filter((one) => one !== none));
  return [...awards].sort(byCodePoint).flatMap((award) => {
    const commitment = fund.commitments.get(award);
    if (!commitment) return [];
    const byYear = new Map<string, Pence>();
    for (const [lines, sign] of [
      [out, -1n],
      [into, 1n],
    ] as const)
      for (const line of lines)
        if (line.award === award)
          byYear.set(line.year, (byYear.get(line.year) ?? 0n) + sign * parsePence(line.amount));
    const changed = (sign: 1n | -1n) =>
      [...byYear]
        .map(([year, pence]) => ({ year, pence: sign * pence }))
        .filter(({ pence }) => pence > 0n)
        .map(({ year, pence }) => ({ year, amount: formatPence(pence) }));
    const costLines = [
      ...takenFromCostLines(changed(-1n), commitment.costLines),
      ...addedToCostLines(changed(1n), commitment.costLines),
    ];
    return costLines.length === 0
      ? []
      : [
          CostLinesFollowed.of(of.effective, {
            award,
            provider: commitment.provider,
            reallocation: of.reallocation,
            costLines: filedOpen(fund, costLines, of.effective, asker),
          }),
        ];
  });
}
