import type { Dimension } from '#libs/ledger/balances.js';

/** Dimensions that balances and postings may be asked by. */
export const dimensions: readonly Dimension[] = [
  ...(['account', 'year', 'period', 'relatesTo', 'nature', 'source'] as const),
  ...(['scheme', 'award', 'provider', 'area'] as const),
];

/** Where no one fund is asked, the fund is a dimension like the others. */
export const dimensionsOverFunds: readonly Dimension[] = ['fund', ...dimensions];
