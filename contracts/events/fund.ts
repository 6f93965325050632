import type { DraftOf } from '../event-type.js';
import { advanceEvents } from './fund/advances.js';
import { budgetEvents } from './fund/budget.js';
import { commitmentChangeEvents } from './fund/commitment-changes.js';
import { commitmentEvents } from './fund/commitments.js';
import { correctionEvents } from './fund/corrections.js';
import { contributionEvents } from './fund/contributions.js';
import { strategyStatements } from './fund/strategies.js';
import { healthRuleEvents } from './fund/health-rules.js';
import { invoiceEvents } from './fund/invoices.js';
import { monitoringEvents } from './fund/monitoring.js';
import { moveEvents } from './fund/moves.js';
import { otherIncomeEvents } from './fund/other-income.js';
import { partnerSettlementEvents } from './fund/partner-settlements.js';
import { periodEvents } from './fund/periods.js';
import { authorityEvents } from './fund/authority.js';
import { permissionEvents } from './fund/permissions.js';
import { publicationEvents } from './fund/publication.js';
import { recodingEvents } from './fund/recoding.js';
import { retentionEvents } from './fund/retention.js';
import { ringFenceEvents } from './fund/ring-fences.js';
import { savingsEvents } from './fund/savings.js';
import { setUpEvents } from './fund/set-up.js';
import { sourceEvents } from './fund/sources.js';
import { spendingEvents } from './fund/spending.js';
import { stageEvents } from './fund/stages.js';
import { statementEvents } from './fund/statements.js';
import { variationEvents } from './fund/variations.js';
import { yearEndEvents } from './fund/year-end.js';

/** What may happen in a fund, by area. */
export const fundEvents = {
  ...setUpEvents,
  ...ringFenceEvents,
  ...sourceEvents,
  ...contributionEvents,
  ...variationEvents,
  ...budgetEvents,
  ...commitmentEvents,
  ...commitmentChangeEvents,
  ...spendingEvents,
  ...retentionEvents,
  ...invoiceEvents,
  ...permissionEvents,
  ...authorityEvents,
  ...advanceEvents,
  ...monitoringEvents,
  ...otherIncomeEvents,
  ...periodEvents,
  ...yearEndEvents,
  ...savingsEvents,
  ...stageEvents,
  ...statementEvents,
  ...partnerSettlementEvents,
  ...moveEvents,
  ...recodingEvents,
  ...correctionEvents,
  ...publicationEvents,
  ...healthRuleEvents,
  ...strategyStatements,
} as const;

export type FundEvent = DraftOf<typeof fundEvents>;
