import type { FarEnd } from '#contracts/commands/fund/moves.js';
import type { Leg, MoneyPlace, MovePlace } from '#contracts/events/fund/move-shapes.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none } from '#libs/ledger/posting.js';
import { parsePence } from '#libs/money/pence.js';
import { unknown } from '#contracts/values.js';
import type { Fund, RingFence, Scheme, Source } from './fund.js';
import { openSchemeOf } from './budgets.js';
import { permitted, type Crossing } from './permissions.js';
import { fencesOfYear, ringFenceBreach } from './ring-fence.js';

/** A leg that money takes, as one of its funds sees it. */
interface MoneyLeg {
  readonly amount: string;
  readonly from: MoneyPlace;
  readonly to: MoneyPlace;
}

/** Whose part in which move is judged, and on which day. */
interface Judging {
  readonly fund: string;
  readonly reallocation: string;
  readonly effective: string;
  readonly farEnd: FarEnd | undefined;
}

export const isOfMoney = (leg: Leg): leg is MoneyLeg =>
  leg.from.kind !== 'line' && leg.to.kind !== 'line';

/** Money that crosses a fund, a year or a nature is in transfer between two sides. */
export const crosses = ({ from, to }: MoneyLeg): boolean =>
  from.fund !== to.fund || from.year !== to.year || from.nature !== to.nature;

/**
 * Whether money may go where a leg takes it (rule 18): ring-fence, year, nature, whose it is, pooled
 * or aligned. Returns the permissions that it uses up.
 */
export function judgeLeg(fund: Fund, leg: MoneyLeg, judging: Judging): FundEvent[] | Refusal {
  const { from, to } = leg;
  for (const place of [from, to]) {
    const missing = place.fund === judging.fund ? unknownIn(fund, place) : undefined;
    if (missing) return missing;
  }
  const gains = to.fund === judging.fund ? openFor(fund, to, judging) : undefined;
  if (gains) return gains;
  if (from.fund !== judging.fund) return comesIn(fund, leg, judging) ?? [];
  const source = fund.sources.get(from.source);
  if (!source) return refusal('not-found', { what: 'source', id: from.source, where: 'the fund' });
  const other = anothers(fund, leg, source, judging) ?? alignment(fund, judging);
  if (other) return other;
  return usingPermissions(fund, leg, source, judging);
}

/** A scheme that is closed takes no budget, by a move as by an allocation. */
function openFor(
  fund: Fund,
  { scheme, year }: MoneyPlace,
  { effective }: Judging,
): Refusal | undefined {
  const open = openSchemeOf(fund, scheme, { year, effective });
  return 'problem' in open ? open : undefined;
}

function unknownIn(fund: Fund, place: MovePlace): Refusal | undefined {
  if (place.kind !== 'line' && !fund.schemes.has(place.scheme))
    return refusal('not-found', { what: 'scheme', id: place.scheme, where: 'the fund' });
  if (place.kind !== 'line' && !fund.sources.has(place.source))
    return refusal('not-found', { what: 'source', id: place.source, where: 'the fund' });
  if (place.kind === 'scheme') return undefined;
  return fund.commitments.get(place.award)?.state === 'committed'
    ? undefined
    : refusal('not-found', { what: 'award', id: place.award, where: 'the fund' });
}

/** What comes from another fund keeps to the fences of the source that it joins. */
function comesIn(fund: Fund, { to }: MoneyLeg, judging: Judging): Refusal | undefined {
  const scheme = fund.schemes.get(to.scheme);
  const source = fund.sources.get(to.source);
  if (!scheme || !source) return undefined;
  return (
    anothersFrom(judging, source) ??
    alignment(fund, judging) ??
    ringFenceBreach(fund, {
      source: to.source,
      scheme,
      year: to.year,
      nature: to.nature,
      on: judging.effective,
    })
  );
}

/** A move changes what money is for, never whose it is. */
function anothers(fund: Fund, { from, to }: MoneyLeg, source: Source, judging: Judging) {
  if (judging.farEnd) return anothersFrom(judging, source);
  return from.source === to.source
    ? undefined
    : refusal('crosses-source', {
        source: from.source,
        from: source.organisation,
        to: `${to.source} (${fund.sources.get(to.source)?.organisation ?? 'unknown'})`,
        ruleDate: fund.terms?.since ?? judging.effective,
      });
}

function anothersFrom({ farEnd }: Judging, source: Source): Refusal | undefined {
  return !farEnd || farEnd.organisation === source.organisation
    ? undefined
    : refusal('crosses-source', {
        source: source.source,
        from: source.organisation,
        to: farEnd.organisation,
      });
}

function alignment({ terms }: Fund, { farEnd, effective }: Judging): Refusal | undefined {
  if (!farEnd || !terms) return undefined;
  return (farEnd.kind === 'aligned') === (terms.kind === 'aligned')
    ? undefined
    : refusal('crosses-alignment', {
        kind: terms.kind,
        other: farEnd.kind,
        ruleDate: terms.since,
        on: effective,
      });
}

function usingPermissions(
  fund: Fund,
  { amount, from, to }: MoneyLeg,
  source: Source,
  { effective: on, reallocation }: Judging,
): FundEvent[] | Refusal {
  const crossing = (permits: Crossing['permits']): FundEvent[] | Refusal =>
    permitted(fund, {
      source: from.source,
      permits,
      year: from.year,
      forYear: to.year,
      // A permission names schemes of its own fund, and another fund's may be called the same.
      scheme: to.fund === from.fund ? to.scheme : none,
      nature: to.nature,
      amount: parsePence(amount),
      on,
      by: reallocation,
    });
  const asked: (FundEvent[] | Refusal)[] = [];
  if (from.nature === 'capital' && to.nature === 'revenue')
    asked.push(crossing('capital-to-revenue'));
  // A partner's own revenue may become capital by its delegation; a funder's only as the funder says.
  if (from.nature === 'revenue' && to.nature === 'capital' && source.role === 'funder')
    asked.push(crossing('revenue-to-capital'));
  const breach = fenceAcross(fund, from, to, on);
  const limited = from.year !== to.year && fencesOf(fund, from, on).some((f) => f.yearLimited);
  if (limited || breach?.ofYear) asked.push(crossing('other-year'));
  if (breach && !breach.ofYear) {
    const allowed = crossing('other-use');
    asked.push('problem' in allowed ? breach.refusal : allowed);
  }
  const uses: FundEvent[] = [];
  for (const one of asked) {
    if ('problem' in one) return one;
    uses.push(...one);
  }
  return uses;
}

/** A technical move changes no purpose: its schemes are known to serve the same one, in one fund. */
export function changesPurpose(fund: Fund, legs: readonly Leg[]): Refusal | undefined {
  for (const { from, to } of legs) {
    if (from.kind === 'line' || to.kind === 'line') continue;
    if (from.fund === to.fund && from.scheme === to.scheme) continue;
    const [here, there] = [from, to].map(({ scheme }) => fund.schemes.get(scheme));
    if (
      !here ||
      !there ||
      from.fund !== to.fund ||
      here.category === unknown ||
      differ(here, there)
    )
      return refusal('changes-purpose', { from: from.scheme, to: to.scheme });
  }
  return undefined;
}

const differ = (a: Scheme, b: Scheme): boolean =>
  a.category !== b.category || a.need !== b.need || a.cohort !== b.cohort;

const fencesOf = (fund: Fund, { source, nature, year }: MoneyPlace, on: string): RingFence[] =>
  fencesOfYear(fund, year, on).filter(
    (fence) => fence.source === source && fence.natures.includes(nature),
  );

/** The first fence that the money would leave, whether as it is or as it becomes. */
function fenceAcross(fund: Fund, from: MoneyPlace, to: MoneyPlace, on: string) {
  const scheme = fund.schemes.get(to.scheme);
  if (from.fund !== to.fund || !scheme) {
    const [fence] = fencesOf(fund, from, on);
    return fence && { refusal: leaves(fence, from, to), ofYear: false };
  }
  for (const nature of new Set([from.nature, to.nature])) {
    const use = { source: from.source, scheme, nature, on };
    const found = ringFenceBreach(fund, { ...use, year: to.year });
    if (!found) continue;
    const here = ringFenceBreach(fund, { ...use, year: from.year });
    return { refusal: found, ofYear: from.year !== to.year && !here };
  }
  return undefined;
}

/** A fence ends with its fund: nobody would watch over the money beyond it. */
const leaves = (fence: RingFence, from: MoneyPlace, to: MoneyPlace): Refusal =>
  refusal('ring-fence-forbids', {
    ringFence: fence.name,
    ruleDate: fence.since,
    source: from.source,
    allowed: `uses in ${from.fund}`,
    asked: `${to.scheme} in ${to.fund}`,
    scheme: to.scheme,
    year: to.year,
    nature: to.nature,
  });
