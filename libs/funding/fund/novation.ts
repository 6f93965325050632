import { CommitmentNovated } from '#contracts/events/fund/commitment-changes.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { sumPence } from '#libs/money/pence.js';
import { remainingCostLines, type CostLine } from './cost-lines.js';
import type { FundContext } from './deciders.js';
import type { Commitment, Fund } from './fund.js';
import { asLine } from './outstanding.js';
import { budgetPeriod, filedOpen } from './periods.js';

/** What remains of the award, with the part of its cost lines that goes with it. */
export function novation(
  fund: Fund,
  award: string,
  { provider, costLines }: Commitment,
  to: string,
  change: string,
  effective: string,
  context: FundContext,
): FundEvent {
  // What still stands in a closed year stays with whom it was promised to.
  const years = fund.holdings
    .years()
    .filter((year) => typeof budgetPeriod(fund, year, effective, context) === 'string');
  const inOpenPeriods = <Line extends { readonly year: string }>(lines: readonly Line[]) =>
    filedOpen(fund, lines, effective, context);
  const held = (holding: 'reserved' | 'committed' | 'matched', year: string) =>
    fund.holdings.list({ holding, year, award, provider });
  return CommitmentNovated.of(effective, {
    award,
    change,
    from: provider,
    to,
    lines: inOpenPeriods(
      years.flatMap((year) =>
        (['reserved', 'committed'] as const).flatMap((holding) =>
          held(holding, year).map((one) => ({ ...asLine(one), holding })),
        ),
      ),
    ),
    costLines: inOpenPeriods(
      years.flatMap((year): CostLine[] => {
        const left = sumPence(held('committed', year).map(({ pence }) => pence));
        const matched = sumPence(held('matched', year).map(({ pence }) => pence));
        return remainingCostLines(costLines, year, left, left + matched);
      }),
    ),
  });
}
