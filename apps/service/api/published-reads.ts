import { publishedLengths } from '#projections/ecosystem-investment/figures/published-investment.js';
import type { Read } from './reads.js';

/** What funds publish, which anybody may read. */
export const publishedReads: readonly Read[] = [
  {
    path: 'published',
    list: 'funds',
    summary: 'Funds that publish, and by which policy: for anybody',
  },
  {
    path: 'published/ecosystem',
    list: null,
    summary:
      'What is invested as all funds have published it: sums of published lines, and totals with what is withheld, for anybody',
  },
  {
    path: 'published/ecosystem/lines',
    list: 'lines',
    pages: true,
    summary:
      'The published lines that its sums are made of, over all funds, and what they come to: for anybody',
    parameters: {
      measure: 'payments or awards: sums are of one of them; of both if not said',
      fund: 'Only of this fund',
      year: 'Only payments for costs of this financial year; "unknown" for what is of none',
      area: 'Only of this area; "none" for what is of none, "unknown" where it is not known',
      vcse: 'yes, no or unknown: whether the recipient is a voluntary body',
      provider: 'Only to this organisation; "unknown" where it is redacted or not known',
      length: `Only awards of this length: ${publishedLengths.join(', ')}`,
      cursor: 'Where the next page begins: `next` of the page before',
      limit: 'At most so many, up to 1,000',
    },
  },
  {
    path: 'published/{fund}',
    list: 'publications',
    summary: 'What a fund publishes, and its publications: for anybody',
  },
  {
    path: 'published/{fund}/lines',
    list: 'lines',
    pages: true,
    summary: 'Payments and awards that were published, redacted as the policy says: for anybody',
    parameters: {
      publication: 'Only of this publication',
      kind: 'payment, contract or grant',
      provider: 'Only to this organisation',
      words: 'Words of the recipient, the title or the purpose',
      cursor: 'Where the next page begins: `next` of the page before',
      limit: 'At most so many, up to 1,000',
    },
  },
  {
    path: 'published/{fund}/totals',
    list: 'totals',
    summary:
      'Totals of payments by publication, scheme, year and area; null where they are withheld: for anybody',
    parameters: { publication: 'Only of this publication' },
  },
];
