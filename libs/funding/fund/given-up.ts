import type { FundEvent } from '#contracts/events/fund.js';
import type { Nature } from '#contracts/values.js';
import { maxPence, minPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Fund } from './fund.js';

/** What schemes gave back to their sources and nobody was given since. */
export interface GivenUp {
  /** By source, year and nature (`potOf`), and by scheme in the order in which they gave it. */
  readonly givenUp: Map<string, ReadonlyMap<string, Pence>>;
}
export const newGivenUp = (): GivenUp => ({ givenUp: new Map() });

interface Pot {
  readonly source: string;
  readonly year: string;
  readonly nature: Nature;
}
interface Of {
  readonly scheme: string;
  readonly pence: Pence;
}

/** Budget that passes from schemes to others, and what a scheme takes again of its own. */
interface Passing {
  readonly from: readonly Of[];
  readonly to: readonly Of[];
  readonly again: readonly Of[];
}

/** Unallocated money that an event gives to schemes. */
interface Given extends Pot {
  /** The scheme or the formula to which it is given. */
  readonly subject: string;
  readonly gains: readonly Of[];
}

export function givenTo({ type, data }: FundEvent): Given | undefined {
  if (type === 'BudgetAllocated')
    return {
      ...data,
      subject: data.scheme,
      gains: [{ scheme: data.scheme, pence: parsePence(data.amount) }],
    };
  if (type === 'BudgetAllocatedByFormula')
    return {
      ...data,
      subject: data.formula,
      gains: data.shares.map(({ scheme, amount }) => ({ scheme, pence: parsePence(amount) })),
    };
  if (type === 'OverspendCovered' && data.moved?.from === 'unallocated')
    return {
      ...data.moved,
      subject: data.moved.scheme,
      gains: [{ scheme: data.moved.scheme, pence: parsePence(data.amount) }],
    };
  return undefined;
}

/** Before an event: what of the money that it gives to schemes is budget that others gave up (rule 20). */
export const passedOn = (fund: Fund, given: Given): Passing =>
  passing(fund, given, unallocated(fund, given));

export function keepGivenUp(fund: Fund, of: Pot & Of): void {
  const before = fund.givenUp.get(potOf(of)) ?? new Map<string, Pence>();
  const sum = (before.get(of.scheme) ?? 0n) + of.pence;
  fund.givenUp.set(potOf(of), new Map([...before, [of.scheme, sum]]));
}

/** After an event, by whose postings the money has left: what was given up is now another's, or its own again. */
export function takeGivenUp(fund: Fund, event: FundEvent): void {
  const given = givenTo(event);
  const before = given && fund.givenUp.get(potOf(given));
  if (!given || !before) return;
  const amount = sumPence(given.gains.map(({ pence }) => pence));
  const { from, again } = passing(fund, given, unallocated(fund, given) + amount);
  const left = new Map(before);
  for (const { scheme, pence } of [...from, ...again])
    left.set(scheme, (left.get(scheme) ?? 0n) - pence);
  fund.givenUp.set(potOf(given), new Map([...left].filter(([, pence]) => pence > 0n)));
}

/**
 * A scheme first takes again what it gave up itself; then what was never given to any; what is left of
 * it is budget of other schemes, in the order in which they gave it up. So budget moves no further
 * without approval than if it had stayed where it was.
 */
function passing(fund: Fund, { gains, ...pot }: Given, available: Pence): Passing {
  const left = new Map(fund.givenUp.get(potOf(pot)));
  const again: Of[] = [];
  const asked: Of[] = [];
  for (const { scheme, pence } of gains) {
    const own = minPence(pence, left.get(scheme) ?? 0n);
    left.set(scheme, (left.get(scheme) ?? 0n) - own);
    if (own > 0n) again.push({ scheme, pence: own });
    if (pence > own) asked.push({ scheme, pence: pence - own });
  }
  const taken = sumPence(again.map(({ pence }) => pence));
  let fresh = maxPence(0n, available - taken - sumPence(left.values()));
  let open = 0n;
  const to: Of[] = [];
  const others = sumPence(left.values());
  for (const { scheme, pence } of asked) {
    const first = minPence(fresh, pence);
    fresh -= first;
    const passed = minPence(pence - first, others - open);
    open += passed;
    if (passed > 0n) to.push({ scheme, pence: passed });
  }
  const from: Of[] = [];
  for (const [scheme, pence] of left) {
    const part = minPence(open, pence);
    open -= part;
    if (part > 0n) from.push({ scheme, pence: part });
  }
  return { from, to, again };
}

const unallocated = (fund: Fund, { source, year, nature }: Pot): Pence =>
  fund.holdings.sum({ holding: 'unallocated', source, year, nature });

const potOf = ({ source, year, nature }: Pot): string => [source, year, nature].join('|');
