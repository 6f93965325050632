import type { PlainRule, RiskShare, ShareRule } from '#contracts/events/agreement/risk-share.js';
import { apportion } from '#libs/money/apportion.js';
import { minPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint } from '../decision.js';

/** An amount of a party; a party is the source of the fund that holds its money. */
export interface PartyAmount {
  readonly party: string;
  readonly pence: Pence;
}

/** Where a variance fell. Above zero is an underspend, below zero an overspend. */
export interface VarianceLine extends PartyAmount {
  /** `none` where the money was never allocated. */
  readonly scheme: string;
}

type Rule = Pick<RiskShare, 'over' | 'under' | 'schemes' | 'parties'>;

/**
 * Splits a year's variance between the parties: scheme by scheme where the agreement has rules for
 * them, the rest as a whole; each by the rule for an overspend or an underspend, as it is one. Parts
 * sum exactly to the variance (rule 7): largest remainder, parts of a negative amount being the
 * negated parts of its absolute. Every party of the base has a part, also one of zero.
 *
 * `base`: what a pro-rata share is in proportion to, in pence, not negative; a RangeError where a
 * rule needs it and nothing is in it.
 */
export function shareVariance(
  rule: Rule,
  base: readonly PartyAmount[],
  variance: readonly VarianceLine[],
): PartyAmount[] {
  const order = partiesInOrder(rule.parties, base, variance);
  const apart = new Map(rule.schemes.map((scheme) => [scheme.scheme, scheme]));
  const pots = [
    { rules: rule, lines: variance.filter(({ scheme }) => !apart.has(scheme)) },
    ...rule.schemes.map((scheme) => ({
      rules: scheme,
      lines: variance.filter((line) => line.scheme === scheme.scheme),
    })),
  ];
  const parts = pots.flatMap(({ rules, lines }) => {
    const amount = sumPence(lines.map(({ pence }) => pence));
    const pot = { order, base: byParty(base), fell: byParty(lines), amount };
    return sharedBy(amount < 0n ? rules.over : rules.under, pot, amount);
  });
  const sums = byParty(parts);
  return partiesInOrder(order, parts).map((party) => ({ party, pence: sums.get(party) ?? 0n }));
}

/** What is shared by one rule: where all of it fell, and what it is in proportion to. */
interface Pot {
  readonly order: readonly string[];
  readonly base: ReadonlyMap<string, Pence>;
  readonly fell: ReadonlyMap<string, Pence>;
  readonly amount: Pence;
}

/** `amount` is the pot's, or one band of it. */
function sharedBy(rule: ShareRule, pot: Pot, amount: Pence): PartyAmount[] {
  switch (rule.kind) {
    case 'capped':
      return capped(sharedBy(rule.rule, pot, amount), rule.caps, amount);
    case 'banded':
      return bandsOf(rule.bands, amount).flatMap((band) => sharedBy(band.rule, pot, band.pence));
    default:
      return plainly(rule, pot, amount);
  }
}

function plainly(rule: PlainRule, { order, base, fell, amount: all }: Pot, amount: Pence) {
  switch (rule.kind) {
    case 'pro-rata': {
      const parties = order.filter((party) => base.has(party));
      return named(
        parties,
        split(
          amount,
          parties.map((party) => base.get(party) ?? 0n),
        ),
      );
    }
    case 'fixed':
      return named(
        rule.shares.map(({ party }) => party),
        split(
          amount,
          rule.shares.map(({ share }) => BigInt(share)),
        ),
      );
    case 'where-it-falls': {
      const parties = order.filter((party) => fell.has(party));
      const nets = parties.map((party) => fell.get(party) ?? 0n);
      return named(parties, amount === all ? nets : inSignedProportion(amount, nets));
    }
  }
}

/** Nothing is split by nothing too: a year without variance needs no base. */
const split = (amount: Pence, weights: readonly bigint[]): Pence[] =>
  amount === 0n ? weights.map(() => 0n) : apportion(amount, weights);

/** The amount in bands, as far as it reaches: bounds are of its absolute. */
function bandsOf<R>(
  bands: readonly { readonly upTo: string | null; readonly rule: R }[],
  amount: Pence,
): { readonly rule: R; readonly pence: Pence }[] {
  const sign = amount < 0n ? -1n : 1n;
  let reached = 0n;
  return bands.map(({ upTo, rule }) => {
    const end = upTo === null ? sign * amount : minPence(sign * amount, parsePence(upTo));
    const pence = sign * (end - reached);
    reached = end;
    return { rule, pence };
  });
}

/** What a part has beyond its cap goes to the party that the agreement names. */
function capped(
  parts: readonly PartyAmount[],
  caps: readonly { readonly party: string; readonly amount: string; readonly excessTo: string }[],
  amount: Pence,
): PartyAmount[] {
  const sign = amount < 0n ? -1n : 1n;
  const sums = byParty(parts);
  for (const cap of caps) {
    const beyond = sign * (sums.get(cap.party) ?? 0n) - parsePence(cap.amount);
    if (beyond <= 0n) continue;
    add(sums, cap.party, -sign * beyond);
    add(sums, cap.excessTo, sign * beyond);
  }
  return [...sums].map(([party, pence]) => ({ party, pence }));
}

/**
 * A band of a variance that fell on some parties adversely and on others favourably: each has its
 * net in proportion, by largest remainder. The nets sum to other than zero.
 */
function inSignedProportion(amount: Pence, nets: readonly Pence[]): Pence[] {
  const total = sumPence(nets);
  if (total < 0n)
    return inSignedProportion(
      amount,
      nets.map((net) => -net),
    );
  if (amount < 0n) return inSignedProportion(-amount, nets).map((part) => -part);
  const floors = nets.map((net) => floorOf(amount * net, total));
  const left = amount - sumPence(floors);
  const remainders = nets.map((net, at) => ({
    at,
    over: amount * net - (floors[at] ?? 0n) * total,
  }));
  const raised = remainders
    .sort((a, b) => (a.over === b.over ? a.at - b.at : a.over > b.over ? -1 : 1))
    .slice(0, Number(left))
    .map(({ at }) => at);
  return floors.map((floor, at) => (raised.includes(at) ? floor + 1n : floor));
}

/** BigInt division goes towards zero. */
const floorOf = (a: bigint, b: bigint): bigint => (a < 0n && a % b !== 0n ? a / b - 1n : a / b);

/** As the agreement lists them, then the others by source id. */
function partiesInOrder(
  listed: readonly string[],
  ...amounts: readonly (readonly PartyAmount[])[]
): string[] {
  const others = amounts.flatMap((all) => all.map(({ party }) => party)).sort(byCodePoint);
  return [...new Set([...listed, ...others])];
}

const named = (parties: readonly string[], parts: readonly Pence[]): PartyAmount[] =>
  parties.map((party, at) => ({ party, pence: parts[at] ?? 0n }));

function byParty(amounts: readonly PartyAmount[]): Map<string, Pence> {
  const sums = new Map<string, Pence>();
  for (const { party, pence } of amounts) add(sums, party, pence);
  return sums;
}

function add(sums: Map<string, Pence>, party: string, pence: Pence): void {
  sums.set(party, (sums.get(party) ?? 0n) + pence);
}
