import type { JsonObject } from '#contracts/envelope.js';
import type { Entity } from '#libs/ledger/fact-types.js';
import type { FundView, PostedLine } from '#projections/reading/reading.js';
import { accountDocument } from './account.js';
import { betterCareReturn } from './better-care-return.js';
import { documentOf, type Drawn } from './drawn.js';
import type { StatementForm, StatementOf } from './head.js';
import { prosperityReturn } from './prosperity-return.js';
import { annualReturnDocument, settlementDocument } from './returns.js';

/** The entities whose facts a statement reads: of the fund's own stream, but for names and outcomes. */
export const statementEntities = ({ kind }: Pick<StatementOf, 'kind'>): readonly Entity[] => [
  ...(['fund', 'source', 'scheme', 'period', 'forecast'] as const),
  ...(kind === 'better-care-return' ? (['commitment', 'organisation'] as const) : []),
  ...(kind === 'shared-prosperity-return' ? (['outcome'] as const) : []),
];

/** Whether a statement lists what counts in one year and relates to another. */
export const listsOtherYears = ({ kind }: StatementOf): boolean =>
  kind === 'memorandum-account' || kind === 'partner-quarter';

/**
 * A statement as a document: the same view makes the same document for ever. Every amount is text.
 * @param acrossYears as an account wants them; none where `listsOtherYears` says that it does not
 */
export const statementDocument = (...made: Parameters<typeof drawnStatement>): JsonObject =>
  documentOf(drawnStatement(...made));

/** The same with a way down at each amount that has one. */
export function drawnStatement(
  view: FundView,
  of: StatementOf,
  acrossYears: readonly PostedLine[],
  form: StatementForm,
): Drawn {
  switch (of.kind) {
    case 'memorandum-account':
    case 'partner-quarter':
      return accountDocument(view, of, acrossYears, form);
    case 'year-end-settlement':
      return settlementDocument(view, of, form);
    case 'annual-return':
      return annualReturnDocument(view, of, form);
    case 'better-care-return':
      return betterCareReturn(view, of, form);
    case 'shared-prosperity-return':
      return prosperityReturn(view, of, form);
  }
}
