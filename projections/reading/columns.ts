import type { Dimension } from '#libs/ledger/balances.js';

/** Of the table of series, by dimension. */
export const columns: Readonly<Record<Dimension, string>> = {
  fund: 'fund',
  account: 'account',
  year: 'year',
  period: 'period',
  relatesTo: 'relates_to',
  nature: 'nature',
  source: 'source',
  scheme: 'scheme',
  award: 'award',
  provider: 'provider',
  area: 'area',
};
