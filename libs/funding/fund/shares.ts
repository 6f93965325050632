import type { Sources } from '#contracts/commands/fund/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { unknown, type NatureOrUnknown } from '#contracts/values.js';
import { apportion } from '#libs/money/apportion.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint } from '../decision.js';
import type { Fund } from './fund.js';
import { certaintiesBestFirst, type Tranche } from './holdings.js';
import { permittedHere } from './permissions.js';
import { ringFenceBreach } from './ring-fence.js';

/** A scheme's money for a year, capital or revenue. */
export interface Budget {
  readonly scheme: string;
  readonly year: string;
  readonly nature: NatureOrUnknown;
}

export interface ShareOfSource {
  readonly source: string;
  readonly amount: Pence;
}

/**
 * Whose money an amount is: as named, or in proportion to what the scheme was allocated from each
 * source; unknown where nothing is allocated. By source in code-point order.
 */
export function splitBySource(
  fund: Fund,
  of: Budget,
  sources: Sources,
  amount: Pence,
): ShareOfSource[] | Refusal {
  return sources === 'as-scheme' ? asAllocated(fund, of, amount) : asNamed(fund, sources, amount);
}

function asNamed(
  fund: Fund,
  sources: Exclude<Sources, 'as-scheme'>,
  amount: Pence,
): ShareOfSource[] | Refusal {
  const bySource = new Map<string, Pence>();
  for (const { source, amount: share } of sources) {
    if (source !== unknown && !fund.sources.has(source))
      return refusal('not-found', { what: 'source', id: source, where: 'the fund' });
    bySource.set(source, (bySource.get(source) ?? 0n) + parsePence(share));
  }
  const sum = sumPence(bySource.values());
  return sum === amount
    ? [...bySource]
        .map(([source, share]) => ({ source, amount: share }))
        .sort((a, b) => byCodePoint(a.source, b.source))
    : refusal('does-not-add-up', {
        what: 'The amounts by source',
        sum: formatPence(sum),
        amount: formatPence(amount),
      });
}

function asAllocated(fund: Fund, of: Budget, amount: Pence): ShareOfSource[] {
  if (!isBudgeted(of)) return [{ source: unknown, amount }];
  const allocated = fund.holdings
    .allocated(of.scheme, of.year, of.nature)
    .filter(({ pence }) => pence > 0n);
  if (allocated.length === 0) return [{ source: unknown, amount }];
  const parts = apportion(
    amount,
    allocated.map(({ pence }) => pence),
  );
  return allocated
    .map(({ source }, place) => ({ source, amount: parts[place] ?? 0n }))
    .filter((share) => share.amount !== 0n);
}

/** Where the scheme or the nature is unknown there is no budget, so none to be over (rule 14). */
export const isBudgeted = ({ scheme, nature }: Budget): boolean =>
  scheme !== unknown && nature !== unknown;

/** Takes an amount from a scheme's budget by certainty, best first; the rest is over budget. */
export const drawDown = (
  fund: Fund,
  from: Budget & { readonly source: string },
  amount: Pence,
): Tranche[] =>
  fund.holdings.take({ holding: 'scheme', ...from }, amount, certaintiesBestFirst, 'confirmed');

/** Shares of one scheme, source, year and nature draw on one budget, so they ask as one. */
export function asOneAsked<Asked extends Budget & ShareOfSource>(asked: readonly Asked[]): Asked[] {
  const bySameBudget = new Map<string, Asked>();
  for (const share of asked) {
    const key = [share.scheme, share.source, share.year, share.nature].join('|');
    const amount = (bySameBudget.get(key)?.amount ?? 0n) + share.amount;
    bySameBudget.set(key, { ...share, amount });
  }
  return [...bySameBudget.values()];
}

/**
 * The first share whose source is ring-fenced against the use (rule 18): no obligation overrides it,
 * only the funder's own permission, once for all shares of the same place.
 */
export function fencedOff(
  fund: Fund,
  asked: readonly (Budget & ShareOfSource)[],
  on: string,
): Refusal | undefined {
  for (const { scheme: id, year, nature, source, amount } of asOneAsked(asked)) {
    const scheme = fund.schemes.get(id);
    if (!scheme || nature === unknown) continue;
    const breach = ringFenceBreach(fund, { source, scheme, year, nature, on });
    // Its funder may have permitted the use: then up to the amount that came here so.
    if (breach && amount > permittedHere(fund, { source, scheme: id, year, nature })) return breach;
  }
  return undefined;
}
