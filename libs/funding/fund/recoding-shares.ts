import type { SpendingPart } from '#contracts/events/fund/shapes.js';
import type { Refusal } from '#contracts/problems.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { none, type Posting } from '#libs/ledger/posting.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { costShareBreach, type AwardGain } from './cost-share-limits.js';
import type { Fund } from './fund.js';
import { shareBreachOfSpending } from './share-limits.js';

/** Spending as it is coded: whose cost, whose money, and what it draws on. */
interface Coded extends Pick<SpendingPart, 'scheme' | 'source' | 'drawsOn' | 'amount'> {
  readonly award: string;
  readonly nature: NatureOrUnknown;
}

/**
 * The first maximum share that recoded spending would bring further beyond what it allows (rule 18). An
 * invoice and a payment are facts; whose money bears them anew is a decision, as a move is. What a
 * scheme's budget or an award's commitment covers was judged when it was allocated or promised.
 */
export function outsideShares(
  fund: Fund,
  year: string,
  { was, is }: { readonly was: readonly Coded[]; readonly is: readonly Coded[] },
  recoded: readonly Posting[],
  on: string,
): Refusal | undefined {
  return (
    shareBreachOfSpending(fund, year, recoded, on) ??
    costShareBreach(fund, awardGains(year, was, is), on)
  );
}

/** What awards are charged beyond their commitments, more or less than before. */
function awardGains(year: string, was: readonly Coded[], is: readonly Coded[]): AwardGain[] {
  const gains = new Map<string, { award: string; coded: Coded; pence: Pence }>();
  for (const [lines, sign] of [
    [was, -1n],
    [is, 1n],
  ] as const)
    for (const coded of lines) {
      const { award, scheme, source, nature, drawsOn, amount } = coded;
      if (award === none || drawsOn === 'commitment') continue;
      const key = [award, scheme, source, nature].join('|');
      const gain = gains.get(key) ?? { award, coded, pence: 0n };
      gains.set(key, { ...gain, pence: gain.pence + sign * parsePence(amount) });
    }
  return [...gains.values()].map(({ award, coded: { scheme, source, nature }, pence }) => ({
    award,
    money: [{ source, scheme, year, nature, pence }],
    costLines: [],
  }));
}
