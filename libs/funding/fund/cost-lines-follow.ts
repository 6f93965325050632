import { CostLinesFollowed } from '#contracts/events/fund/commitment-changes.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { MoveLine } from '#contracts/events/fund/moves.js';
import { none } from '#libs/ledger/posting.js';
import { byCodePoint, type Circumstances } from '../decision.js';
import { costLinesFollowing } from './cost-lines.js';
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
    const here = (lines: readonly MoveLine[]) => lines.filter((line) => line.award === award);
    const costLines = costLinesFollowing(commitment.costLines, here(out), here(into));
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
