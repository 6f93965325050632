import type { Varied } from '#contracts/events/award/reallocated.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
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
 * tested by the rule of its regime on a day, or not at all where the change is not of their own.
 */
export function variedBy(
  { contract, original }: Made,
  more: Pence,
  on: string | null,
): RunningTotal {
  const { regime, varied } = contract;
  const total = varied + more;
  const percent = original === 0n ? null : percentage(total, original);
  const test = on === null ? undefined : testedBy(regime, on, original, total);
  return {
    variation: {
      total: formatPence(total),
      percent,
      tested: test ? { regime, since: test.since } : null,
      notice: test?.notice ?? false,
    },
    reached: test?.reached
      ? refusal('variation-exceeds-regime', {
          regime,
          law: test.law,
          ruleDate: test.since,
          total: formatPence(total),
          original: formatPence(original),
          percent: percent ?? 'unknown',
        })
      : undefined,
  };
}
