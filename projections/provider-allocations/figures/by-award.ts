import { none } from '#libs/ledger/posting.js';
import type { Balances } from '#libs/ledger/balances.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import type { ProviderFund, ProviderView } from '#projections/reading/reading.js';

type Terms = FactTypes['award'];

/** An award of the provider in one fund: an award of several funds is here once for each. */
export interface InFund {
  readonly fund: ProviderFund;
  readonly award: string;
  /** Undefined where the viewer sees lines of it and not its terms: a funder sees its own money alone. */
  readonly terms: Terms | undefined;
  readonly balances: Balances;
}

/** Every award of which a fund holds a promise or a posting, by fund and then by award. */
export const awardsByFund = ({ funds }: ProviderView): InFund[] =>
  funds.flatMap((fund) => {
    const posted = fund.balances.groupBy('award').map(({ key }) => key.award);
    const promised = fund.facts.list('commitment').map(({ id }) => id);
    return [...new Set([...posted, ...promised])]
      .filter((award) => award !== none && award !== 'unknown')
      .sort()
      .map((award) => ({
        ...{ fund, award },
        terms: termsOf(fund, award),
        balances: fund.balances.where({ award }),
      }));
  });

/** Of an award of which only a later change has taken effect yet, its terms are not known. */
function termsOf({ facts }: ProviderFund, award: string): Terms | undefined {
  const terms = facts.get('award', award)?.attributes;
  return terms && 'funding' in terms ? terms : undefined;
}
