import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import type { Term } from './traced.js';

/** Which spend counts for a funder, the freest first. */
const bases = ['accrued', 'paid', 'evidenced'] as const;
export type SpendBasis = (typeof bases)[number];

export const less = (term: Term): Term => ({ ...term, sign: term.sign === 1 ? -1 : 1 });

/**
 * Owed; paid, advances included; or paid against evidence: what is owed is taken off, and recoverable
 * VAT, which was paid with it, added.
 */
export const spendOn = (basis: SpendBasis): readonly Term[] =>
  basis === 'accrued'
    ? [accounts.actual]
    : [
        accounts.expenditure,
        accounts.vatRecoverable,
        less(accounts.creditors),
        ...(basis === 'paid' ? [accounts.paidInAdvance] : []),
      ];

/** That of a source: of several fences the strictest one's, so that nothing counts too early. */
export function basisOf({ facts }: FundView, source: string): SpendBasis {
  const stated = facts
    .list('ring-fence')
    .filter(({ attributes }) => attributes.source === source && attributes.ended === undefined)
    .map(({ attributes: { basis } }) => basis);
  return bases.findLast((basis) => stated.includes(basis)) ?? 'accrued';
}
