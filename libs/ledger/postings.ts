import type { DomainEvent } from '#contracts/events/all.js';
import type { Posting } from './posting.js';
import * as commitments from './postings/commitments.js';
import * as contributions from './postings/contributions.js';
import * as spending from './postings/spending.js';

/**
 * What an event does to the books. Pure: the same event always has the same postings, on any
 * machine (rule 11). They sum to zero per fund, book, accounting year, nature and source (rule 2).
 * Only events of fund streams post.
 */
export function postings(event: DomainEvent): Posting[] {
  switch (event.type) {
    case 'ContributionPledged':
      return contributions.contributionPledged(event);
    case 'ContributionConfirmed':
      return contributions.contributionConfirmed(event);
    case 'ContributionScheduled':
      return contributions.contributionScheduled(event);
    case 'InstalmentInvoiced':
      return contributions.instalmentInvoiced(event);
    case 'InstalmentReceived':
      return contributions.instalmentReceived(event);
    case 'InKindProvided':
      return contributions.inKindProvided(event);
    case 'OtherIncomeRecorded':
      return contributions.otherIncomeRecorded(event);
    case 'BudgetAllocated':
      return commitments.budgetAllocated(event);
    case 'CommitmentReserved':
      return commitments.commitmentReserved(event);
    case 'CommitmentConfirmed':
      return commitments.commitmentConfirmed(event);
    case 'CommitmentReleased':
      return commitments.commitmentReleased(event);
    case 'ExpenditureAccrued':
      return spending.expenditureAccrued(event);
    case 'AccrualReversed':
      return spending.accrualReversed(event);
    case 'ExpenditureVerified':
    case 'ExpenditureCredited':
      return spending.expenditureVerified(event);
    case 'ExpenditurePaid':
      return spending.expenditurePaid(event);
    case 'ExpenditureReversed':
      return spending.expenditureReversed(event);
    case 'PaymentRecorded':
      return spending.paymentRecorded(event);
    case 'ExpenditureClaimed':
    case 'FundEstablished':
    case 'SourceOpened':
    case 'RingFenceDefined':
    case 'SchemeOpened':
    case 'OrganisationRegistered':
    case 'AgreementSigned':
    case 'ContractAwarded':
    case 'GrantAwarded':
    case 'AwardLapsed':
    case 'ImportStarted':
    case 'RowsQuarantined':
    case 'ImportCompleted':
      return [];
  }
}
