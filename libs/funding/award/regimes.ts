import { parsePence, type Pence } from '#libs/money/pence.js';

/** What a procurement regime allows of the commissioner's own changes to a contract, from a day on. */
interface RegimeRule {
  readonly since: string;
  readonly law: string;
  /** A change is allowed while the running total is under the one or under the other. */
  readonly under: Pence;
  readonly underPercent: bigint;
  /** From this running total on, a notice is to be published. */
  readonly noticeFrom: Pence;
}

/**
 * Provider Selection Regime: Health Care Services (Provider Selection Regime) Regulations 2023 (SI
 * 2023/1348), regulation 13. Other regimes are recorded by their name and are not tested here.
 */
const regimes: Readonly<Record<string, readonly RegimeRule[]>> = {
  'Provider Selection Regime': [
    {
      since: '2024-01-01',
      law: 'Health Care Services (Provider Selection Regime) Regulations 2023, regulation 13',
      under: parsePence('500000.00'),
      underPercent: 25n,
      noticeFrom: parsePence('500000.00'),
    },
  ],
};

export interface RegimeTest {
  readonly since: string;
  readonly law: string;
  /** Both limits are reached. */
  readonly reached: boolean;
  readonly notice: boolean;
}

/** Tests a running total against the original value by the rule in force on a day; undefined: not tested. */
export function testedBy(
  regime: string,
  on: string,
  original: Pence,
  total: Pence,
): RegimeTest | undefined {
  const rule = regimes[regime]?.findLast(({ since }) => since <= on);
  if (!rule) return undefined;
  const changed = total < 0n ? -total : total;
  return {
    since: rule.since,
    law: rule.law,
    reached: changed >= rule.under && changed * 100n >= original * rule.underPercent,
    notice: changed >= rule.noticeFrom,
  };
}
