import type { CoverOf } from '#contracts/events/agreement/year-end.js';
import type { AgreementTerms } from '#contracts/events/agreement/terms.js';
import { none } from '#libs/ledger/posting.js';
import { apportion } from '#libs/money/apportion.js';
import { maxPence, minPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { shareVariance, type PartyAmount, type VarianceLine } from '../../agreement/risk-share.js';
import { coverOverspend, retained, type Cover, type Retained } from '../../agreement/year-end.js';
import { byCodePoint } from '../../decision.js';
import type { Fund } from '../fund.js';
import type { Position } from './position.js';

/** Steps 3 to 6 of the year-end: what is shared, and what each unrestricted source comes to. */
export interface Shared {
  readonly variance: Pence;
  readonly covered: Cover['covered'];
  readonly retained: Retained['retained'];
  readonly shared: Pence;
  readonly base: readonly PartyAmount[];
  readonly shares: readonly PartyAmount[];
  /** What each source gives of its reserve to meet an overspend. */
  readonly drawn: ReadonlyMap<string, Pence>;
  /** What each source owns of the year afterwards, brought forward apart. */
  readonly comesTo: ReadonlyMap<string, Pence>;
  /** Of that, what the pool keeps for a use: it stays whatever becomes of the rest. */
  readonly keeps: ReadonlyMap<string, { readonly reserve: Pence; readonly use: Pence }>;
}

/**
 * `excess`: what sources that settle alone spent too much and the pool bears; `aligned`: variance of
 * aligned money that the agreement shares too. Without an agreement
 * each source keeps what fell on it.
 */
export function shared(
  fund: Fund,
  year: string,
  pools: readonly Position[],
  { excess, aligned }: { readonly excess: Pence; readonly aligned: readonly VarianceLine[] },
  terms: AgreementTerms | undefined,
): Shared {
  const base = baseOf(fund, year, pools, terms);
  const own = linesOf(fund, year, pools, excess, base);
  const lines = [...own, ...aligned];
  const variance = total(lines);
  if (!terms || base.length === 0) {
    const comesTo = byParty(own);
    const shares = [...comesTo].map(([party, pence]) => ({ party, pence }));
    const nothing = { covered: [], retained: [], keeps: new Map(), drawn: new Map(), base };
    return { variance, ...nothing, shared: variance, shares, comesTo };
  }

  const reserve = pools.map(({ source, broughtForward }) => ({
    party: source,
    pence: maxPence(0n, broughtForward),
  }));
  const covered = covering(terms.orderOfCover, lines, variance, total(reserve));
  const fromReserve = covered.find(({ by }) => by === 'risk-reserve')?.pence ?? 0n;
  const kept = retained(terms.yearEnd, maxPence(0n, variance));
  const left = variance + fromReserve - total(kept.retained);

  const shares = shareVariance(terms.riskShare, base, scaled(lines, left));
  const drawn = splitBy(fromReserve, reserve);
  const keeps = keptBy(kept, base.length > 0 ? base : reserve);
  const comesTo = byParty([
    ...pools.map(({ source }) => ({ party: source, pence: 0n })),
    ...shares,
    ...[...drawn].map(([party, pence]) => ({ party, pence: -pence })),
    // Aligned money stays with its owner: only the difference that sharing makes passes.
    ...aligned.map(({ party, pence }) => ({ party, pence: -pence })),
    ...[...keeps].map(([party, { reserve: a, use }]) => ({ party, pence: a + use })),
  ]);
  return {
    variance,
    covered,
    retained: kept.retained,
    shared: left,
    base,
    shares,
    drawn,
    comesTo,
    keeps,
  };
}

/** The year's agreed unrestricted revenue cash contributions as last varied, or what is agreed. */
function baseOf(
  fund: Fund,
  year: string,
  pools: readonly Position[],
  terms: AgreementTerms | undefined,
): PartyAmount[] {
  if (terms && terms.riskShare.base !== 'agreed-contributions')
    return terms.riskShare.base.map(({ party, amount }) => ({ party, pence: parsePence(amount) }));
  return pools
    .map(({ source }) => ({
      party: source,
      pence: sumPence(
        [...fund.contributions.values()]
          .filter(
            (given) =>
              given.source === source &&
              given.year === year &&
              given.nature === 'revenue' &&
              given.form === 'cash' &&
              given.certainty === 'confirmed',
          )
          .map(({ amount }) => amount),
      ),
    }))
    .filter(({ pence }) => pence > 0n);
}

/** Where it fell: on each scheme what is left of its budget; the rest on no scheme. */
function linesOf(
  fund: Fund,
  year: string,
  pools: readonly Position[],
  excess: Pence,
  base: readonly PartyAmount[],
): VarianceLine[] {
  const borne = splitBy(
    excess,
    base.length > 0 ? base : pools.map(({ source }) => ({ party: source, pence: 1n })),
  );
  return pools.flatMap(({ source, own }) => {
    const schemes = [...fund.schemes.keys()].sort(byCodePoint).map((scheme) => ({
      party: source,
      scheme,
      pence: sumPence(
        (['scheme', 'committed'] as const).map((holding) =>
          fund.holdings.sum({ holding, year, scheme, source, nature: 'revenue' }),
        ),
      ),
    }));
    const elsewhere = own - total(schemes) - (borne.get(source) ?? 0n);
    return [...schemes, { party: source, scheme: none, pence: elsewhere }].filter(
      ({ pence }) => pence !== 0n,
    );
  });
}

/**
 * What the year's adverse variances were met from, in the agreement's order. Other money of the year
 * has met them already, for the variance is a net; what was brought forward meets only what is left.
 */
function covering(
  order: readonly CoverOf[],
  lines: readonly VarianceLine[],
  variance: Pence,
  reserve: Pence,
): Cover['covered'] {
  const favourable = lines.filter(({ pence }) => pence > 0n);
  return coverOverspend(
    order,
    {
      underspends: total(favourable.filter(({ scheme }) => scheme !== none)),
      'uncommitted-allocations': total(favourable.filter(({ scheme }) => scheme === none)),
      'risk-reserve': minPence(reserve, maxPence(0n, -variance)),
    },
    -total(lines.filter(({ pence }) => pence < 0n)),
  ).covered;
}

/** The lines of what is left to share: where it fell, in proportion. */
function scaled(lines: readonly VarianceLine[], left: Pence): VarianceLine[] {
  if (left === total(lines)) return [...lines];
  const same = lines.filter(({ pence }) => (left < 0n ? pence < 0n : pence > 0n));
  const parts =
    left === 0n
      ? same.map(() => 0n)
      : apportion(
          left,
          same.map(({ pence }) => (pence < 0n ? -pence : pence)),
        );
  return same.map((line, place) => ({ ...line, pence: parts[place] ?? 0n }));
}

function keptBy(
  { retained: kept }: Retained,
  among: readonly PartyAmount[],
): Map<string, { reserve: Pence; use: Pence }> {
  const amount = (use: string): Pence => total(kept.filter((one) => one.use === use));
  const reserve = splitBy(amount('risk-reserve'), among);
  const use = splitBy(amount('non-recurrent'), among);
  return new Map(
    among.map(({ party }) => [
      party,
      { reserve: reserve.get(party) ?? 0n, use: use.get(party) ?? 0n },
    ]),
  );
}

const splitBy = (amount: Pence, among: readonly PartyAmount[]): Map<string, Pence> => {
  if (amount === 0n) return new Map();
  const parts = apportion(
    amount,
    among.map(({ pence }) => pence),
  );
  return new Map(among.map(({ party }, place) => [party, parts[place] ?? 0n]));
};

function byParty(amounts: readonly PartyAmount[]): Map<string, Pence> {
  const sums = new Map<string, Pence>();
  for (const { party, pence } of amounts) sums.set(party, (sums.get(party) ?? 0n) + pence);
  return sums;
}

const total = (amounts: readonly { readonly pence: Pence }[]): Pence =>
  sumPence(amounts.map(({ pence }) => pence));
