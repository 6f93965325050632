import type { FundCommandOf } from '#contracts/commands/fund.js';
import { CommitmentReleased } from '#contracts/events/fund/commitments.js';
import type { CarriedCommitment } from '#contracts/events/fund/year-end.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { CostCategory } from '#contracts/values.js';
import { formatPence, sumPence } from '#libs/money/pence.js';
import { byCodePoint } from '../../decision.js';
import { remainingCostLines, takenFromCostLines, type CostLines } from '../cost-lines.js';
import type { Fund } from '../fund.js';
import type { Holding } from '../holdings.js';
import { asLine } from '../outstanding.js';

/** What becomes of the commitments of a year that are not used up (step 1). */
export interface Undone {
  readonly released: ReturnType<typeof CommitmentReleased.of>[];
  readonly carried: CarriedCommitment[];
  readonly costLines: {
    readonly award: string;
    readonly provider: string;
    readonly category: CostCategory;
    readonly amount: string;
  }[];
}

/** Every award with money of the year outstanding is decided about, or the year stays open. */
export function decidedCommitments(
  fund: Fund,
  { year, commitments, effective }: FundCommandOf<'close-year'>,
  period: string,
): Undone | Refusal {
  const decisions = new Map(commitments.map(({ award, decision }) => [award, decision]));
  const outstanding = byAward(fund.holdings.list({ holding: 'committed', year }));
  const released: Undone['released'] = [];
  const carried: CarriedCommitment[] = [];
  const costLines: Undone['costLines'] = [];
  for (const [award, held] of outstanding) {
    const left = sumPence(held.map(({ pence }) => pence));
    const provider = held[0]?.provider ?? '';
    switch (decisions.get(award)) {
      case undefined:
        return refusal('commitment-undecided', { award, year, outstanding: formatPence(left) });
      case 'release':
        released.push(
          CommitmentReleased.of(effective, {
            award,
            provider,
            lines: held.map((one) => ({ ...asLine(one), period })),
            costLines: takenFromCostLines(
              held.map(asLine),
              fund.commitments.get(award)?.costLines ?? noCostLines,
            ).map((line) => ({ ...line, period })),
            from: 'committed',
            cause: 'given-up',
          }),
        );
        break;
      case 'carry': {
        carried.push(
          ...held.map(({ scheme, source, nature, area, certainty, pence, ...of }) => ({
            award,
            provider: of.provider,
            scheme,
            source,
            nature,
            area,
            certainty,
            // It is carried with its money only (step 1), and that is there when the year is closed.
            becomes: fund.terms?.kind === 'aligned' ? certainty : ('confirmed' as const),
            amount: formatPence(pence),
          })),
        );
        const lines = fund.commitments.get(award)?.costLines ?? noCostLines;
        const matched = fund.holdings.sum({ holding: 'matched', year, award });
        for (const { category, amount } of remainingCostLines(lines, year, left, left + matched))
          costLines.push({ award, provider, category, amount });
      }
    }
  }
  return { released, carried, costLines };
}

const noCostLines: CostLines = new Map();

/** In code-point order of the awards; what was spent beyond an award is nobody's to carry. */
function byAward(held: readonly Holding[]): [string, Holding[]][] {
  const awards = new Map<string, Holding[]>();
  for (const one of held) awards.set(one.award, [...(awards.get(one.award) ?? []), one]);
  return [...awards].sort(([a], [b]) => byCodePoint(a, b));
}
