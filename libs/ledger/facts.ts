import type { RecordedEvent } from '#contracts/envelope.js';
import type { DomainEvent, eventTypes } from '#contracts/events/all.js';
import type { FactChange } from './fact-types.js';
import { advanceFacts } from './facts/advances.js';
import { appointmentFacts } from './facts/appointments.js';
import { agreementFacts } from './facts/agreements.js';
import { awardFacts } from './facts/awards.js';
import { budgetFacts } from './facts/budget.js';
import type { FactsBy } from './facts/change.js';
import { commitmentChangeFacts } from './facts/commitment-changes.js';
import { correctionFacts } from './facts/corrections.js';
import { contributionFacts } from './facts/contributions.js';
import { delegationFacts } from './facts/delegations.js';
import { importFacts } from './facts/imports.js';
import { invoiceFacts } from './facts/invoices.js';
import { healthRuleFacts } from './facts/health-rules.js';
import { logFacts } from './facts/log.js';
import { monitoringFacts } from './facts/monitoring.js';
import { moveFacts } from './facts/moves.js';
import { otherIncomeFacts } from './facts/other-income.js';
import { outcomeFacts } from './facts/outcomes.js';
import { partyFacts } from './facts/parties.js';
import { partnerSettlementFacts } from './facts/partner-settlements.js';
import { periodFacts } from './facts/periods.js';
import { authorityFacts } from './facts/authority.js';
import { reconciliationFacts } from './facts/reconciliations.js';
import { personFacts } from './facts/people.js';
import { permissionFacts } from './facts/permissions.js';
import { placeFacts } from './facts/places.js';
import { publicationFacts } from './facts/publication.js';
import { recodingFacts } from './facts/recoding.js';
import { registerFacts } from './facts/registers.js';
import { retentionFacts } from './facts/retention.js';
import { ringFenceFacts } from './facts/ring-fences.js';
import { setUpFacts } from './facts/set-up.js';
import { sourceFacts } from './facts/sources.js';
import { spendingFacts } from './facts/spending.js';
import { statementFacts } from './facts/statements.js';
import { strategyFacts } from './facts/strategies.js';
import { variationFacts } from './facts/variations.js';
import { yearEndFacts } from './facts/year-end.js';

const byType: FactsBy<typeof eventTypes> = {
  ...partyFacts,
  ...agreementFacts,
  ...placeFacts,
  ...outcomeFacts,
  ...delegationFacts,
  ...setUpFacts,
  ...ringFenceFacts,
  ...sourceFacts,
  ...contributionFacts,
  ...variationFacts,
  ...budgetFacts,
  ...awardFacts,
  ...commitmentChangeFacts,
  ...spendingFacts,
  ...retentionFacts,
  ...invoiceFacts,
  ...permissionFacts,
  ...authorityFacts,
  ...advanceFacts,
  ...monitoringFacts,
  ...healthRuleFacts,
  ...strategyFacts,
  ...otherIncomeFacts,
  ...periodFacts,
  ...statementFacts,
  ...partnerSettlementFacts,
  ...yearEndFacts,
  ...moveFacts,
  ...recodingFacts,
  ...correctionFacts,
  ...importFacts,
  ...registerFacts,
  ...logFacts,
  ...personFacts,
  ...reconciliationFacts,
  ...publicationFacts,
  ...appointmentFacts,
};

/** What an event says beside its amounts. Pure, like its postings. */
export const facts = (event: RecordedEvent & DomainEvent): FactChange[] =>
  (byType[event.type] as (event: RecordedEvent & DomainEvent) => FactChange[])(event);
