import { grouped } from '#projections/fund-health/figures/grouped.js';
import { bySize, groupsBy, sums, type Both, type Group, type Investment } from './investment.js';
import type { Pence } from '#libs/money/pence.js';

/** From whom, to which type of provider. */
export interface FunderFlow {
  readonly funder: string;
  readonly providerType: string;
  readonly amounts: Both<Pence>;
}

/** What each funder's money goes to, the most promised first. */
export const funderFlows = ({ parts }: Investment): FunderFlow[] =>
  [...grouped(parts, ({ traits }) => `${traits.funder}\n${traits.providerType}`)]
    .map(([key, of]) => {
      const [funder = '', providerType = ''] = key.split('\n');
      return { funder, providerType, amounts: sums(of) };
    })
    .sort(
      (a, b) =>
        bySize(b.amounts.commitments, a.amounts.commitments) ||
        bySize(b.amounts.spending, a.amounts.spending) ||
        (a.funder < b.funder ? -1 : 1),
    );

/**
 * Who says what money of the place may be spent on: nationally, where a central government body has
 * fenced its own, else locally. Of councils and NHS bodies nobody records whether they follow national
 * guidance, so that the national share is the least that it may be.
 */
export const decisions = ({ parts }: Pick<Investment, 'parts'>): Group[] =>
  groupsBy(parts, ({ traits }) => traits.decided);
