import type { FundCommandOf } from '#contracts/commands/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { AgreementTerms } from '#contracts/events/agreement/terms.js';
import { lastDayOf } from '#contracts/financial-year.js';
import { none } from '#libs/ledger/posting.js';
import { formatPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { VarianceLine } from '../../agreement/risk-share.js';
import type { Fund } from '../fund.js';
import { hostedOn } from '../hosting.js';
import { positions, type Position } from './position.js';

/** What the owners of an aligned fund's money had left of a year, or spent too much. */
export interface AlignedVariance {
  readonly fund: string;
  readonly agreement: string | null;
  /** By the owner of each source. */
  readonly owners: readonly { readonly organisation: string; readonly pence: Pence }[];
}

/** Unrestricted revenue of partners: what they confirmed for the year less what was spent of it. */
export function alignedVariance(
  fund: Fund,
  id: string,
  { year }: Pick<FundCommandOf<'close-year'>, 'year'>,
): AlignedVariance | undefined {
  if (fund.terms?.kind !== 'aligned') return undefined;
  const owners = positions(fund, year)
    .filter(({ settled }) => settled === 'shared')
    .map(({ source, nature }) => {
      const of = { source, nature, year } as const;
      const there = -sumPence(
        authority.map((account) =>
          fund.totals.sum({ account: `budget:${account}:confirmed`, ...of }),
        ),
      );
      const spent = sumPence(
        (['matched', 'spent'] as const).map((holding) => fund.holdings.sum({ holding, ...of })),
      );
      return {
        organisation: fund.sources.get(source)?.organisation ?? '',
        pence: there - spent,
      };
    });
  return { fund: id, agreement: hostedOn(fund, lastDayOf(year))?.agreement ?? null, owners };
}

/** What comes into a year and leaves it: what its commitments took along belongs to the next. */
const authority = ['contributed', 'brought-forward', 'carried-forward', 'transfer'] as const;

/** A line of the variance, and the aligned fund that it is from. */
export interface AlignedLine extends VarianceLine {
  readonly fund: string;
}

/**
 * Aligned money never comes into the pool, but its variance is shared where the agreement says so:
 * under the pool's source of the same owner.
 */
export function alignedLines(
  fund: Fund,
  { aligned, year }: FundCommandOf<'close-year'>,
  variances: readonly AlignedVariance[],
  pools: readonly Position[],
  terms: AgreementTerms | undefined,
): AlignedLine[] | Refusal {
  const lines: AlignedLine[] = [];
  for (const id of aligned) {
    const found = variances.find((one) => one.fund === id);
    if (!found) return refusal('not-found', { what: 'aligned fund', id, where: 'the ledger' });
    if (
      terms?.riskShare.aligned !== true ||
      found.agreement !== (hostedOn(fund, lastDayOf(year))?.agreement ?? null)
    )
      return refusal('aligned-not-shared', { aligned: id });
    for (const { organisation, pence } of found.owners) {
      const own = pools.find(
        ({ source }) => fund.sources.get(source)?.organisation === organisation,
      );
      if (!own)
        return refusal('not-found', { what: 'source of', id: organisation, where: 'the pool' });
      if (pence !== 0n) lines.push({ fund: id, party: own.source, scheme: none, pence });
    }
  }
  return lines;
}

export const writtenAligned = ({
  fund,
  party,
  pence,
}: AlignedLine): { fund: string; source: string; amount: string } => ({
  fund,
  source: party,
  amount: formatPence(pence),
});
