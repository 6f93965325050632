import type { InvoicedPart, SpendingPart } from '#contracts/events/fund/shapes.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { apportion } from '#libs/money/apportion.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import type { Fund, Portion } from './fund.js';
import { certaintiesWorstFirst, type Tranche } from './holdings.js';

type Share = Pick<SpendingPart, 'scheme' | 'source' | 'drawsOn'>;

export const samePortion = (a: Share, b: Share): boolean =>
  a.scheme === b.scheme && a.source === b.source && a.drawsOn === b.drawsOn;

/** The shares of an expenditure by source. Confirming money changes its certainty, not whose it is. */
export function portionsOf(parts: readonly (SpendingPart | InvoicedPart)[]): Portion[] {
  const portions: Portion[] = [];
  for (const part of parts) {
    const cost = parsePence(part.amount);
    const recoverableVat = 'recoverableVat' in part ? parsePence(part.recoverableVat) : 0n;
    const portion = portions.find((other) => samePortion(other, part));
    if (portion) {
      portion.cost += cost;
      portion.recoverableVat += recoverableVat;
      portion.owed += cost + recoverableVat;
    } else {
      const { amount: _, ...of } = part;
      const owed = cost + recoverableVat;
      portions.push({ ...of, cost, recoverableVat, owed, retained: 0n, held: 0n });
    }
  }
  return portions;
}

/**
 * How much of each of an accrual's portions an invoice clears: in proportion to what is left of them,
 * or, where the invoice names its sources, as much as it names.
 */
export function clearedOf(
  portions: readonly Portion[],
  cost: Pence,
  named: ((source: string) => Pence) | undefined,
): Pence[] {
  const accrued = portions.map((portion) => portion.cost);
  const most = minPence(cost, sumPence(accrued));
  if (most <= 0n) return accrued.map(() => 0n);
  return named === undefined
    ? apportion(most, accrued)
    : portions.map((portion) => minPence(portion.cost, named(portion.source)));
}

/** Recoverable VAT is owed with each share of the cost, and comes back with it. */
export function withVat(parts: readonly SpendingPart[], recoverableVat: Pence): InvoicedPart[] {
  const shares = apportion(
    recoverableVat,
    parts.map((part) => parsePence(part.amount)),
  );
  return parts.map((part, place) => ({
    ...part,
    recoverableVat: formatPence(shares[place] ?? 0n),
  }));
}

/** A payment falls on each source in proportion to what is owed of its share. */
export const paidParts = (portions: readonly Portion[], amount: Pence): SpendingPart[] =>
  partsBy(portions, ({ owed }) => owed, amount);

/** An amount that falls on each source in proportion to something of its share. */
export const partsBy = (
  portions: readonly Portion[],
  weight: (portion: Portion) => Pence,
  amount: Pence,
): SpendingPart[] => {
  const shares = apportion(
    amount,
    portions.map((portion) => maxPence(0n, weight(portion))),
  );
  return portions
    .map((portion, place) => spendingPart(portion, portion.certainty, shares[place] ?? 0n))
    .filter((part) => part.amount !== '0.00');
};

/** What the provider pays back goes to each source in proportion to what it is owed back. */
export const recoveredParts = (portions: readonly Portion[], amount: Pence): SpendingPart[] =>
  partsBy(portions, ({ owed }) => -owed, amount);

/** Whose spending it was, and in which accounting year it is taken back. */
export interface TakenBack {
  readonly award: string;
  readonly provider: string;
  readonly nature: NatureOrUnknown;
  readonly year: string;
}

/**
 * A credit takes back a share of the cost, and the share of the VAT that goes with it, from each
 * source in proportion to what is left of its own, so that the last one exhausts all exactly.
 */
export function creditedParts(
  fund: Fund,
  of: TakenBack,
  portions: readonly Portion[],
  cost: Pence,
): InvoicedPart[] {
  const costLeft = sumPence(portions.map((portion) => portion.cost));
  const vatLeft = sumPence(portions.map((portion) => portion.recoverableVat));
  const [vat = 0n] = apportion(vatLeft, [cost, costLeft - cost]);
  const costs = apportion(
    cost,
    portions.map((portion) => portion.cost),
  );
  const vats =
    vatLeft === 0n
      ? []
      : apportion(
          vat,
          portions.map((portion) => portion.recoverableVat),
        );
  return portions.flatMap((portion, place) =>
    creditedPart(fund, of, portion, costs[place] ?? 0n, vats[place] ?? 0n),
  );
}

function creditedPart(
  fund: Fund,
  of: TakenBack,
  portion: Portion,
  cost: Pence,
  vat: Pence,
): InvoicedPart[] {
  const tranches = takenBack(fund, of, portion, cost);
  if (tranches.length === 0 && vat > 0n) tranches.push({ certainty: portion.certainty, pence: 0n });
  return tranches.map(({ certainty, pence }, place) => ({
    ...spendingPart(portion, certainty, -pence),
    recoverableVat: formatPence(place === 0 ? -vat : 0n),
  }));
}

/** A correction takes back all of it. The amounts are those of what it corrects. */
export function reversedParts(
  fund: Fund,
  of: TakenBack,
  portions: readonly Portion[],
): InvoicedPart[] {
  return portions.flatMap((portion) =>
    takenBack(fund, of, portion, portion.cost).map(({ certainty, pence }, place) => ({
      ...spendingPart(portion, certainty, pence),
      recoverableVat: formatPence(place === 0 ? portion.recoverableVat : 0n),
    })),
  );
}

/**
 * A part of what was spent, cost with its VAT and what is still owed of both, in proportion to what
 * each source's share has left.
 */
export function partOf(portions: readonly Portion[], cost: Pence): Portion[] {
  const costs = apportion(
    cost,
    portions.map((portion) => portion.cost),
  );
  return portions.map((portion, place) => {
    const moved = costs[place] ?? 0n;
    const weights = [moved, portion.cost - moved];
    const shareOf = (of: Pence): Pence =>
      portion.cost === 0n ? 0n : (apportion(of, weights)[0] ?? 0n);
    const recoverableVat = shareOf(portion.recoverableVat);
    return { ...portion, cost: moved, recoverableVat, owed: shareOf(portion.owed) };
  });
}

/** By the certainty that the money has where it now stands: it may have been confirmed since. */
export function takenBack(
  fund: Fund,
  { award, provider, nature, year }: TakenBack,
  { scheme, source, drawsOn, certainty }: Omit<SpendingPart, 'amount' | 'area'>,
  amount: Pence,
): Tranche[] {
  const holding = drawsOn === 'commitment' ? 'matched' : 'spent';
  return fund.holdings.take(
    { holding, year, scheme, source, award, provider, nature },
    amount,
    certaintiesWorstFirst,
    certainty,
  );
}

const spendingPart = (
  { scheme, source, area, drawsOn }: Portion,
  certainty: SpendingPart['certainty'],
  pence: Pence,
): SpendingPart => ({ scheme, source, area, certainty, drawsOn, amount: formatPence(pence) });
