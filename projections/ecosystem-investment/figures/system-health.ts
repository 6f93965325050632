import { CostCategory, unknown } from '#contracts/values.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { ofBody } from '#projections/fund-health/figures/local-vcse.js';
import { both, groupsBy, shareOf, sumOf, type Group, type Investment } from './investment.js';
import { unnamedProviders } from '#projections/fund-health/figures/concentration.js';

/** Categories that keep a whole system well, rather than one service. */
const ofTheSystem: readonly string[] = [
  ...CostCategory.extract(['workforce', 'participation', 'infrastructure']).options,
];

/** Their shares of everything; what is not known lies in none of them. */
export const systemShares = ({ parts }: Pick<Investment, 'parts'>): Group[] =>
  ofTheSystem.map((is) => {
    const of = parts.filter(({ traits }) => traits.category === is);
    return { is, ...both((measure) => shareOf(sumOf(of, measure), sumOf(parts, measure))) };
  });

/** To micro and small voluntary, community and social enterprises of the place: yes, no, unknown. */
export const smallLocalVcse = ({ parts }: Pick<Investment, 'parts'>): Group[] =>
  groupsBy(parts, ({ traits }) => traits.smallLocalVcse);

export interface PassedOn {
  readonly award: string;
  readonly lead: string;
  /** What the award is worth, of which the rest is a part. */
  readonly value: Pence;
  readonly passedOn: Pence;
  readonly subcontractors: readonly {
    readonly provider: string;
    readonly vcse: string;
    readonly value: Pence;
  }[];
}

/**
 * What leads of awards in the place pass on to subcontractors, over the whole of each award. It is part
 * of what is promised to the lead, and stands in no sum beside it.
 */
export function passedOn({ parts, facts, moment }: Investment): PassedOn[] {
  const awards = new Set(parts.map(({ award }) => award));
  const about = ofBody({ facts, moment });
  const vcse = (provider: string) =>
    unnamedProviders.includes(provider) ? unknown : about(provider).vcse;
  return facts.list('award').flatMap(({ id, attributes }) => {
    const under = facts
      .list('subcontract')
      .filter(({ attributes: { award } }) => award === id && awards.has(id))
      .map(({ attributes: { provider, value } }) => ({
        ...{ provider, vcse: vcse(provider) },
        value: parsePence(value),
      }));
    if (under.length === 0) return [];
    const passed = under.reduce((sum, { value }) => sum + value, 0n);
    const { provider: lead, value } = attributes;
    return [{ award: id, lead, value: parsePence(value), passedOn: passed, subcontractors: under }];
  });
}
