import { parsePence, type Pence } from '#libs/money/pence.js';
import type { DelegationInForce } from './delegation.js';
import { cumulativeLimit, mayDecide, type MayDecide, type Question } from './may-decide.js';

/**
 * The most of something, up to an amount, that an office may decide as `suffices` asks for. Whoever may
 * decide an amount may decide a smaller one, so that only the amounts are tried at which a limit is
 * reached.
 */
export function mostDecided(
  delegation: DelegationInForce,
  office: string,
  upTo: Pence,
  question: (amount: Pence) => Question,
  suffices: (may: MayDecide) => boolean,
): Pence {
  const { onHeads } = question(upTo);
  const limits = delegation.powers
    .filter((power) => power.office === office)
    .flatMap((power) => [
      ...(power.limit === null ? [] : [parsePence(power.limit)]),
      ...onHeads.flatMap(({ year, before }) => {
        const limit = cumulativeLimit(delegation, power, year);
        return limit === undefined ? [] : [limit - before];
      }),
    ]);
  const tried = [upTo, ...limits.filter((limit) => limit < upTo)]
    .filter((amount) => amount > 0n)
    .sort((a, b) => (a > b ? -1 : 1));
  return tried.find((amount) => suffices(mayDecide(delegation, office, question(amount)))) ?? 0n;
}
