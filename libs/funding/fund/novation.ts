import {
  CommitmentNovated,
  CommitmentPassedBack,
} from '#contracts/events/fund/commitment-changes.js';
import type { CodedPayments } from '#contracts/events/fund/recoding.js';
import type { SpendingPart } from '#contracts/events/fund/shapes.js';
import { yearOf } from '#contracts/financial-year.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import type { FundEvent } from '#contracts/events/fund.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { remainingCostLines, type CostLine } from './cost-lines.js';
import type { FundContext } from './deciders.js';
import type { Commitment, Fund } from './fund.js';
import { certaintiesBestFirst } from './holdings.js';
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

/**
 * Money that a correction of the former provider's spending gives back to an award that has passed to
 * another: it is promised to the one who has the award now, as what remained then was. The parts of a
 * credit are below zero. The cost lines stay where their spending was.
 */
export function passedOn(
  fund: Fund,
  effective: string,
  spending: {
    readonly award: string;
    readonly provider: string;
    readonly nature: NatureOrUnknown;
    readonly period: string;
    readonly parts: readonly SpendingPart[];
  },
): FundEvent[] {
  const { award, provider: from, nature, period } = spending;
  const { provider: to = from, novatedBy: change } = fund.commitments.get(award) ?? {};
  const parts = spending.parts.filter(({ drawsOn }) => drawsOn === 'commitment');
  if (change === undefined || to === from || parts.length === 0) return [];
  const lines = parts.map(({ scheme, source, certainty, area, amount }) => {
    const pence = parsePence(amount);
    const line = { year: yearOf(period), period, nature, scheme, source, certainty, area };
    return { ...line, holding: 'committed', amount: formatPence(maxPence(pence, -pence)) } as const;
  });
  return [CommitmentNovated.of(effective, { award, change, from, to, lines, costLines: [] })];
}

/** The same of published payments, which one recoding takes from several awards and providers. */
export function paymentsPassedOn(
  fund: Fund,
  effective: string,
  period: string,
  was: readonly CodedPayments[],
): FundEvent[] {
  const alike = new Map<string, CodedPayments[]>();
  for (const line of was) {
    const key = [line.award, line.provider, line.nature].join('|');
    alike.set(key, [...(alike.get(key) ?? []), line]);
  }
  return [...alike.values()].flatMap((parts) =>
    parts.slice(0, 1).flatMap((first) => passedOn(fund, effective, { ...first, period, parts })),
  );
}

/**
 * The other way: an invoice has come that clears an accrual which was reversed before. What the award
 * has left of that money belongs to the work that was done, whoever has the award since; nothing where
 * its provider is still the same.
 */
export function passedBack(
  fund: Fund,
  effective: string,
  cleared: {
    readonly accrual: string;
    readonly award: string;
    readonly provider: string;
    readonly nature: NatureOrUnknown;
    readonly period: string;
    readonly parts: readonly (Pick<SpendingPart, 'scheme' | 'source' | 'area'> & {
      readonly pence: Pence;
    })[];
  },
): ReturnType<typeof CommitmentPassedBack.of> | undefined {
  const { accrual, award, provider: to, nature, period } = cleared;
  const from = fund.commitments.get(award)?.provider ?? to;
  if (from === to) return undefined;
  const year = yearOf(period);
  const lines = cleared.parts.flatMap(({ scheme, source, area, pence }) => {
    const where = { holding: 'committed', year, award, nature, scheme, source } as const;
    const own = maxPence(0n, fund.holdings.sum({ ...where, provider: to }));
    const has = maxPence(0n, fund.holdings.sum({ ...where, provider: from }));
    const missing = maxPence(0n, pence - own);
    return fund.holdings
      .take({ ...where, provider: from }, minPence(missing, has), certaintiesBestFirst, 'confirmed')
      .map((tranche) => ({
        ...{ scheme, source, area, year, nature, period },
        ...{ certainty: tranche.certainty, amount: formatPence(tranche.pence) },
      }));
  });
  return lines.length === 0
    ? undefined
    : CommitmentPassedBack.of(effective, { accrual, award, from, to, lines });
}
