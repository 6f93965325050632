import type { EventOf } from '#contracts/events/all.js';
import { inProportion, must, smaller, total, whole } from './amounts.js';
import type { Read } from './auditor.js';
import type { Books } from './books.js';

export type RiskShared = EventOf<'AgreementSigned'>['data']['riskShare'];
type Rule = RiskShared['over'];
type Parts = ReadonlyMap<string, bigint>;

/** Where some of a variance fell: below zero it is an overspend. */
interface Fell {
  readonly source: string;
  readonly scheme: string;
  readonly pence: bigint;
}

/**
 * *The year-end*, 5 and 6, worked out by the auditor: each scheme that the agreement names by its own
 * rule, the rest as a whole; band by band; then caps, naming who takes the excess. Undefined where not
 * all that fell is shared, or more than fell on the pool: then it is not known what fell where.
 */
export function sharesBy(
  terms: RiskShared,
  books: Books,
  { data }: Read<'YearClosed'>,
): Parts | undefined {
  const fell = fellOn(books, data);
  const { shared, variance, aligned } = data;
  if (shared !== variance || aligned.length > 0 || sum(fell) !== whole(variance)) return undefined;
  const base = new Map(data.base.map(({ source, amount }) => [source, whole(amount)]));
  const order = inOrder(terms.parties, [...base.keys(), ...fell.map(({ source }) => source)]);
  const apart = terms.schemes.map(({ scheme }) => scheme);
  const pots = [
    { ...terms, lines: fell.filter(({ scheme }) => !apart.includes(scheme)) },
    ...terms.schemes.map((own) => ({
      ...own,
      lines: fell.filter(({ scheme }) => scheme === own.scheme),
    })),
  ];
  const parts = new Map<string, bigint>();
  for (const { over, under, lines } of pots) {
    const amount = sum(lines);
    const of = { order, base, lines, amount };
    for (const [party, pence] of split(amount < 0n ? over : under, of, amount))
      parts.set(party, (parts.get(party) ?? 0n) + pence);
  }
  return parts;
}

/** On each scheme what is left of its budget for the year; the rest of what a source is off on none. */
function fellOn(books: Books, { year, sources }: Read<'YearClosed'>['data']): Fell[] {
  return sources
    .filter(({ settled }) => settled === 'shared')
    .flatMap(({ source, nature, own }) => {
      const left = [...books.schemes.keys()].map((scheme): Fell => {
        const at = { year, scheme, source, nature };
        return { source, scheme, pence: books.sum('scheme', at) + books.sum('committed', at) };
      });
      return [...left, { source, scheme: 'none', pence: whole(own) - sum(left) }];
    })
    .filter(({ pence }) => pence !== 0n);
}

interface Pot {
  readonly order: readonly string[];
  readonly base: ReadonlyMap<string, bigint>;
  readonly lines: readonly Fell[];
  /** All of it, of which a band may be less. */
  readonly amount: bigint;
}

function split(rule: Rule, pot: Pot, amount: bigint): Map<string, bigint> {
  switch (rule.kind) {
    case 'pro-rata': {
      const parties = pot.order.filter((party) => pot.base.has(party));
      return named(
        parties,
        byWeight(
          amount,
          parties.map((party) => pot.base.get(party) ?? 0n),
        ),
      );
    }
    case 'fixed':
      return named(
        rule.shares.map(({ party }) => party),
        byWeight(
          amount,
          rule.shares.map(({ share }) => BigInt(share)),
        ),
      );
    case 'where-it-falls': {
      const parties = pot.order.filter((party) => pot.lines.some(({ source }) => source === party));
      const nets = parties.map((party) => sum(pot.lines.filter(({ source }) => source === party)));
      return named(parties, amount === pot.amount ? nets : bySignedWeight(amount, nets));
    }
    case 'banded': {
      const parts = new Map<string, bigint>();
      const [sign, size] = amount < 0n ? [-1n, -amount] : [1n, amount];
      let reached = 0n;
      for (const { upTo, rule: inBand } of rule.bands) {
        const end = upTo === null ? size : smaller(size, whole(upTo));
        for (const [party, pence] of split(inBand, pot, sign * (end - reached)))
          parts.set(party, (parts.get(party) ?? 0n) + pence);
        reached = end;
      }
      return parts;
    }
    case 'capped': {
      const parts = split(rule.rule, pot, amount);
      for (const { party, amount: most, excessTo } of rule.caps) {
        const part = parts.get(party) ?? 0n;
        const within = part < 0n ? -whole(most) : whole(most);
        // A cap is on what a party bears of an overspend, or receives of an underspend.
        if (part < 0n !== amount < 0n || (part < 0n ? part >= within : part <= within)) continue;
        parts.set(party, within);
        parts.set(excessTo, (parts.get(excessTo) ?? 0n) + part - within);
      }
      return parts;
    }
  }
}

const byWeight = (amount: bigint, weights: readonly bigint[]): bigint[] =>
  amount === 0n ? weights.map(() => 0n) : inProportion(amount, weights);

/** Largest remainder, also where it fell adversely on some and favourably on others. */
function bySignedWeight(amount: bigint, nets: readonly bigint[]): bigint[] {
  const all = total(nets);
  const sign = amount < 0n ? -1n : 1n;
  const parts = nets.map((net) => {
    const of = sign * amount * (all < 0n ? -net : net);
    const by = all < 0n ? -all : all;
    const down = of >= 0n ? of / by : -((-of + by - 1n) / by);
    return { down, over: of - down * by };
  });
  let left = sign * amount - total(parts.map(({ down }) => down));
  const raised = new Set<number>();
  while (left > 0n) {
    let most = -1;
    parts.forEach(({ over }, at) => {
      if (!raised.has(at) && (most < 0 || over > (parts[most]?.over ?? 0n))) most = at;
    });
    must('largest remainder raises each part at most once', most >= 0);
    raised.add(most);
    left -= 1n;
  }
  return parts.map(({ down }, at) => sign * (raised.has(at) ? down + 1n : down));
}

/** As the agreement lists them, then by their identifiers. */
const inOrder = (listed: readonly string[], others: readonly string[]): string[] => [
  ...new Set([...listed, ...[...others].sort((a, b) => (a < b ? -1 : 1))]),
];

const named = (parties: readonly string[], parts: readonly bigint[]): Map<string, bigint> =>
  new Map(parties.map((party, at) => [party, parts[at] ?? 0n]));

const sum = (lines: readonly { readonly pence: bigint }[]): bigint =>
  total(lines.map(({ pence }) => pence));
