import type { CoverOf } from '#contracts/events/agreement/year-end.js';
import type { AgreementTerms } from '#contracts/events/agreement/terms.js';
import { yearBefore } from '#contracts/financial-year.js';
import { none } from '#libs/ledger/posting.js';
import { apportion } from '#libs/money/apportion.js';
import { maxPence, minPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { shareVariance, type PartyAmount, type VarianceLine } from '../../agreement/risk-share.js';
import { coverOverspend, retained, type Cover, type Retained } from '../../agreement/year-end.js';
import { byCodePoint } from '../../decision.js';
import type { Fund } from '../fund.js';
import type { Position } from './position.js';
import { potKey } from './years.js';

/** Steps 3 to 6 of the year-end: what is shared, and what each unrestricted source comes to. */
export interface Shared {
  readonly variance: Pence;
  readonly covered: YearCovered;
  readonly retained: readonly {
    readonly use: 'commitments' | Retained['retained'][number]['use'];
    readonly pence: Pence;
  }[];
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

type YearCovered = readonly {
  readonly by: 'carried' | Cover['covered'][number]['by'];
  readonly pence: Pence;
}[];

/** What comes in beside the money of the year, in pence. */
export interface Beside {
  /** What sources that settle alone spent too much and the pool bears. */
  readonly excess: Pence;
  /** Variance of aligned money that the agreement shares too. */
  readonly aligned: readonly VarianceLine[];
  /** Commitments that go on into the next year, by source. */
  readonly committed: readonly PartyAmount[];
  /** Of other income, what came in to meet an overspend. */
  readonly outside: Pence;
}

/** Without an agreement each source keeps what fell on it. */
export function shared(
  fund: Fund,
  year: string,
  pools: readonly Position[],
  { excess, aligned, committed, outside }: Beside,
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

  const planned = pools.map((of) => ({ party: of.source, pence: plannedOf(fund, year, of) }));
  const spent = minPence(total(planned), maxPence(0n, -variance));
  const reserve = pools.map(({ source, held }) => ({ party: source, pence: maxPence(0n, held) }));
  const covered = covering(terms.orderOfCover, lines, {
    variance: variance + spent,
    reserve: total(reserve),
    outside,
  });
  const fromReserve = covered.find(({ by }) => by === 'risk-reserve')?.pence ?? 0n;
  const goesOn = keptForCommitments(pools, committed, maxPence(0n, variance));
  const kept = retained(terms.yearEnd, maxPence(0n, variance) - total(goesOn));
  const left = variance + spent + fromReserve - total(goesOn) - total(kept.retained);

  const shares = shareVariance(terms.riskShare, base, scaled(lines, left));
  const drawn = splitBy(fromReserve, reserve);
  const keeps = keptBy(kept, base);
  const comesTo = byParty([
    ...pools.map(({ source }) => ({ party: source, pence: 0n })),
    ...shares,
    ...[...drawn, ...splitBy(spent, planned)].map(([party, pence]) => ({ party, pence: -pence })),
    // Aligned money stays with its owner: only the difference that sharing makes passes.
    ...aligned.map(({ party, pence }) => ({ party, pence: -pence })),
    ...goesOn,
    ...[...keeps].map(([party, { reserve: a, use }]) => ({ party, pence: a + use })),
  ]);
  return {
    variance,
    covered: [...(spent === 0n ? [] : [{ by: 'carried' as const, pence: spent }]), ...covered],
    retained: [
      ...(total(goesOn) === 0n ? [] : [{ use: 'commitments' as const, pence: total(goesOn) }]),
      ...kept.retained,
    ],
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
 * What of the money that earlier years left the year planned to spend: what came with commitments, and
 * budgets beyond its own income. A reserve is not for that.
 */
function plannedOf(fund: Fund, year: string, of: Position): Pence {
  const { source, nature } = of;
  const budgeted = sumPence(
    (['scheme', 'committed', 'matched', 'spent'] as const).map((holding) =>
      fund.holdings.sum({ holding, certainty: 'confirmed', year, source, nature }),
    ),
  );
  const committed = fund.years.get(yearBefore(year))?.committed.get(potKey(of)) ?? 0n;
  const planned = maxPence(committed, budgeted - of.due - of.otherIncome);
  return maxPence(0n, minPence(of.broughtForward - maxPence(0n, of.held), planned));
}

/** A commitment goes on with its money (step 1): what earlier years left of it, or else of the underspend. */
function keptForCommitments(
  pools: readonly Position[],
  committed: readonly PartyAmount[],
  underspend: Pence,
): PartyAmount[] {
  const needed = committed.map(({ party, pence }) => {
    const of = pools.find(({ source }) => source === party);
    const there = of ? of.broughtForward - maxPence(0n, of.held) : 0n;
    return { party, pence: maxPence(0n, pence - maxPence(0n, there)) };
  });
  const kept = splitBy(minPence(total(needed), underspend), needed);
  return [...kept].map(([party, pence]) => ({ party, pence }));
}

/**
 * What the year's adverse variances were met from, in the agreement's order. Other money of the year
 * has met them already, for the variance is a net; a reserve meets only what is left of it.
 */
function covering(
  order: readonly CoverOf[],
  lines: readonly VarianceLine[],
  { variance, reserve, outside }: { variance: Pence; reserve: Pence; outside: Pence },
): Cover['covered'] {
  const favourable = lines.filter(({ pence }) => pence > 0n);
  return coverOverspend(
    order,
    {
      underspends: total(favourable.filter(({ scheme }) => scheme !== none)),
      'uncommitted-allocations':
        total(favourable.filter(({ scheme }) => scheme === none)) - outside,
      outside,
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
