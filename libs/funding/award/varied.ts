import type { Varied } from '#contracts/events/award/reallocated.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, maxPence, minPence, sumPence, type Pence } from '#libs/money/pence.js';
import { percentage } from '#libs/money/rate.js';
import type { Made } from './made.js';
import { testedBy } from './regimes.js';

/** The running total of a contract's variations once there is more, and the reason if it is too much. */
export interface RunningTotal {
  readonly variation: Varied;
  readonly reached: Refusal | undefined;
}

/**
 * What the commissioner's own changes of a contract come to with one more, by whatever way it comes:
 * tested by the rule of its regime on a day, or not at all where the change is not of their own. It
 * leaves room for the reallocations that are being carried out, whichever of them will be.
 */
export function variedBy(made: Made, more: Pence, on: string | null): RunningTotal {
  const { contract, original } = made;
  const { regime } = contract;
  const total = contract.varied + more;
  const percentOf = (pence: Pence) => (original === 0n ? null : percentage(pence, original));
  const test = on === null ? undefined : testedBy(regime, on, original, total);
  const furthest = furthestFrom(total, made);
  const limit = on === null ? undefined : testedBy(regime, on, original, furthest);
  return {
    variation: {
      total: formatPence(total),
      percent: percentOf(total),
      tested: test ? { regime, since: test.since } : null,
      notice: test?.notice ?? false,
    },
    reached: limit?.reached
      ? refusal('variation-exceeds-regime', {
          regime,
          law: limit.law,
          ruleDate: limit.since,
          total: formatPence(furthest),
          underWay: formatPence(furthest - total),
          original: formatPence(original),
          percent: percentOf(furthest) ?? 'unknown',
        })
      : undefined,
  };
}

/** As far from nothing as the total can still get by what is being carried out. */
function furthestFrom(total: Pence, { reserved }: Made): Pence {
  const each = [...reserved.values()].map(({ more }) => more);
  const most = total + sumPence(each.map((more) => maxPence(0n, more)));
  const least = total + sumPence(each.map((more) => minPence(0n, more)));
  return most >= -least ? most : least;
}
