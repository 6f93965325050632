import { unknown } from '#contracts/values.js';
import { none } from '#libs/ledger/posting.js';
import {
  both,
  shareOf,
  sumOf,
  type Both,
  type Investment,
  type Part,
  type Share,
} from './investment.js';

/** What has to be known of money for the figures to say something of all of it. */
const known: Readonly<Record<string, (part: Part) => boolean>> = {
  identifier: ({ traits }) => traits.body !== unknown,
  'provider type': ({ traits }) => traits.providerType !== unknown,
  size: ({ traits }) => traits.size !== unknown,
  'rooted locally or not': ({ traits }) => traits.rooted !== unknown,
  funder: ({ traits }) => traits.funder !== unknown,
  scheme: ({ traits }) => traits.scheme !== unknown,
  'cost category': ({ traits }) => traits.category !== unknown,
  need: ({ traits }) => traits.need !== unknown,
  cohort: ({ traits }) => traits.cohort !== unknown,
  area: ({ area }) => area !== unknown && area !== none,
  'award length': ({ traits }) => traits.length !== unknown,
};

export interface Completeness extends Both<Share> {
  readonly of: string;
}

/** By value: how much of what is spent and promised is known in each respect. */
export const completeness = ({ parts }: Pick<Investment, 'parts'>): Completeness[] =>
  Object.entries(known).map(([of, is]) => {
    const found = parts.filter(is);
    return { of, ...both((measure) => shareOf(sumOf(found, measure), sumOf(parts, measure))) };
  });
