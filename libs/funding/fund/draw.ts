import type { SpendingPart } from '#contracts/events/fund/shapes.js';
import type { Sources } from '#contracts/commands/fund/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { none } from '#libs/ledger/posting.js';
import { apportion } from '#libs/money/apportion.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import type { Commitment, Fund } from './fund.js';
import { certaintiesBestFirst, type Tranche } from './holdings.js';
import { takenBack } from './portions.js';
import { drawDown, fencedOff, isBudgeted, splitBySource } from './shares.js';

/** What spending is charged to. The year is the accounting year, whose budget it falls on. */
export interface Charge {
  readonly provider: string;
  readonly award: string | undefined;
  readonly scheme: string | undefined;
  readonly sources: Sources;
  readonly year: string;
  readonly nature: NatureOrUnknown;
}

/** How an amount draws on the fund, and how much of it no budget covers (recorded all the same). */
export interface Draw {
  readonly parts: SpendingPart[];
  readonly overBudget: Pence;
}

/** Sources that are named for a scheme are bound by their ring-fences (rule 18). */
export function outsideItsFence(
  fund: Fund,
  { award, scheme, sources, nature, year }: Charge,
  on: string,
): Refusal | undefined {
  if (award !== undefined || scheme === undefined || sources === 'as-scheme') return undefined;
  return fencedOff(
    fund,
    sources
      .map(({ source, amount }) => ({ scheme, nature, year, source, amount: parsePence(amount) }))
      .filter(({ amount }) => amount !== 0n),
    on,
  );
}

/** Charges an amount to its award as far as that has money left, and the rest to the scheme. */
export function draw(fund: Fund, charge: Charge, amount: Pence): Draw | Refusal {
  if (charge.award !== undefined) {
    const commitment = fund.commitments.get(charge.award);
    if (!commitment)
      return refusal('not-found', { what: 'award', id: charge.award, where: 'the fund' });
    return drawOnAward(fund, charge.award, commitment, charge, amount);
  }
  if (charge.scheme === undefined)
    return refusal('invalid-request', { detail: 'name the award or the scheme that is charged' });
  if (charge.scheme !== 'unknown' && !fund.schemes.has(charge.scheme))
    return refusal('not-found', { what: 'scheme', id: charge.scheme, where: 'the fund' });
  const { scheme } = charge;
  const shares = splitBySource(fund, { ...charge, scheme }, charge.sources, amount);
  if ('problem' in shares) return shares;
  return together(shares.map((share) => drawOnScheme(fund, charge, { ...share, scheme })));
}

/**
 * A match is split in proportion to what each source has left in the commitment for the year, by
 * largest remainder, so that the last one exhausts all exactly (docs/domain.md, *Sources of a payment*).
 * What goes beyond is spent without an award, naming it, by the commitment's own split; so is what
 * went to another provider than the award's, for it is not what was promised.
 */
function drawOnAward(
  fund: Fund,
  award: string,
  commitment: Commitment,
  charge: Charge,
  amount: Pence,
): Draw {
  const { year, nature, provider } = charge;
  const left = bySchemeAndSource(
    fund.holdings
      .list({ holding: 'committed', year, award, nature, provider })
      .map((held) => ({ ...held, amount: held.pence })),
  );
  const outstanding = sumPence(left.map((share) => share.amount));
  // Money that comes back does not un-match: only a credit of a named invoice does.
  const matched = maxPence(0n, minPence(amount, outstanding));
  const matches = split(matched, left).flatMap((share) => match(fund, { ...charge, award }, share));

  const beyond = amount - matched;
  const ofYear = commitment.lines.filter((line) => line.year === year && line.nature === nature);
  const lines = (ofYear.length > 0 ? ofYear : commitment.lines).map((line) => ({
    ...line,
    amount: parsePence(line.amount),
  }));
  const excess = split(beyond, bySchemeAndSource(lines)).map((share) =>
    drawOnScheme(fund, charge, share),
  );
  return together([{ parts: matches, overBudget: 0n }, ...excess]);
}

/**
 * Charges one source's share to its award as far as that source has money left there, and the rest
 * to the scheme: whose money it is, is known already.
 */
export function drawOnSource(
  fund: Fund,
  charge: Omit<Charge, 'scheme' | 'sources'> & { readonly award: string },
  share: Share,
): Draw {
  const { award, year, nature, provider } = charge;
  const { scheme, source, amount } = share;
  const from = { holding: 'committed', year, award, nature, provider, scheme, source } as const;
  const matched = minPence(amount, maxPence(0n, fund.holdings.sum(from)));
  const parts = match(fund, charge, { ...share, amount: matched });
  const beyond = drawOnScheme(fund, charge, { scheme, source, amount: amount - matched });
  return together([{ parts, overBudget: 0n }, beyond]);
}

/** Uses up what is committed of one source, by certainty: no more than there is. */
const match = (
  fund: Fund,
  {
    award,
    provider,
    nature,
    year,
  }: Omit<Charge, 'scheme' | 'sources' | 'award'> & { readonly award: string },
  { scheme, source, area, amount }: Share,
): SpendingPart[] =>
  fund.holdings
    .take(
      { holding: 'committed', year, award, provider, nature, scheme, source },
      amount,
      certaintiesBestFirst,
      'confirmed',
    )
    .map(({ certainty, pence }) => ({
      scheme,
      source,
      area,
      certainty,
      drawsOn: 'commitment',
      amount: formatPence(pence),
    }));

export interface Share {
  readonly scheme: string;
  readonly source: string;
  readonly area: string;
  readonly amount: Pence;
}

/** Shares of one scheme and source as one. */
export function bySchemeAndSource(shares: readonly Share[]): Share[] {
  const merged = new Map<string, Share>();
  for (const { scheme, source, area, amount } of shares) {
    const key = `${scheme}|${source}`;
    merged.set(key, { scheme, source, area, amount: (merged.get(key)?.amount ?? 0n) + amount });
  }
  return [...merged.values()];
}

/** Shares of an amount, in proportion to shares that are known; none of nothing. */
export function split(amount: Pence, shares: readonly Share[]): Share[] {
  if (amount === 0n) return [];
  const parts = apportion(
    amount,
    shares.map((share) => share.amount),
  );
  return shares.map((share, place) => ({ ...share, amount: parts[place] ?? 0n }));
}

/** Charges one source's share to the scheme's own budget; below zero, it comes back to it. */
export function drawOnScheme(
  fund: Fund,
  charge: Pick<Charge, 'award' | 'provider' | 'nature' | 'year'>,
  of: { readonly scheme: string; readonly source: string; readonly amount: Pence },
): Draw {
  const { scheme, source, amount } = of;
  const { year, nature } = charge;
  const area = fund.schemes.get(scheme)?.area ?? 'unknown';
  const from = { scheme, source, year, nature };
  const budget = maxPence(0n, fund.holdings.uncommitted(scheme, source, year, nature));
  const tranches =
    amount < 0n ? givenBack(fund, charge, from, -amount) : drawDown(fund, from, amount);
  return {
    parts: tranches.map(({ certainty, pence }) => ({
      scheme,
      source,
      area,
      certainty,
      drawsOn: 'scheme',
      amount: formatPence(amount < 0n ? -pence : pence),
    })),
    overBudget: isBudgeted(from) ? maxPence(0n, amount - budget) : 0n,
  };
}

/** Money that comes back restores the budget that the provider's spending had used. */
const givenBack = (
  fund: Fund,
  { award = none, provider, nature, year }: Pick<Charge, 'award' | 'provider' | 'nature' | 'year'>,
  { scheme, source }: { readonly scheme: string; readonly source: string },
  amount: Pence,
): Tranche[] =>
  takenBack(
    fund,
    { award, provider, nature, year },
    { scheme, source, drawsOn: 'scheme', certainty: 'confirmed' },
    amount,
  );

/** Draws as one, without parts of nothing. */
export const together = (draws: readonly Draw[]): Draw => ({
  parts: draws.flatMap(({ parts }) => parts).filter((part) => part.amount !== '0.00'),
  overBudget: sumPence(draws.map(({ overBudget }) => overBudget)),
});
