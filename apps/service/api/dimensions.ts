import type { Dimension } from '#libs/ledger/balances.js';
import { refuse } from '#projections/reading/refused.js';
import { listOf } from './point.js';

/** Dimensions that balances and postings may be asked by. */
export const dimensions: readonly Dimension[] = [
  ...(['account', 'year', 'period', 'relatesTo', 'nature', 'source'] as const),
  ...(['scheme', 'award', 'provider', 'area'] as const),
];

/** Where no one fund is asked, the fund is a dimension like the others. */
export const dimensionsOverFunds: readonly Dimension[] = ['fund', ...dimensions];

/** The dimensions that `by` names, of those that there are. */
export const dimensionsBy = (said: unknown, known = dimensions): Dimension[] =>
  listOf(said).map((name) => {
    const dimension = known.find((each) => each === name);
    if (!dimension)
      throw refuse('invalid-request', {
        detail: `by takes ${known.join(', ')}; "${name}" is none of them`,
      });
    return dimension;
  });

/** The balances that a query asks for, by dimension. */
export const askedIn = (
  query: Readonly<Record<string, unknown>>,
  known = dimensions,
): Partial<Record<Dimension, string[]>> =>
  Object.fromEntries(
    known.flatMap((name) => (query[name] === undefined ? [] : [[name, listOf(query[name])]])),
  );
