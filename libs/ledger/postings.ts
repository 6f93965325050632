import type { DomainEvent } from '#contracts/events/all.js';
import type { fundEvents } from '#contracts/events/fund.js';
import { postsNothing, type Posting, type PostingsBy } from './posting.js';
import { advancePostings } from './postings/advances.js';
import { budgetPostings } from './postings/budget.js';
import { commitmentChangePostings } from './postings/commitment-changes.js';
import { commitmentPostings } from './postings/commitments.js';
import { correctionPostings } from './postings/corrections.js';
import { contributionPostings } from './postings/contributions.js';
import { invoicePostings } from './postings/invoices.js';
import { movePostings } from './postings/moves.js';
import { otherIncomePostings } from './postings/other-income.js';
import { partnerSettlementPostings } from './postings/partner-settlements.js';
import { recodingPostings } from './postings/recoding.js';
import { retentionPostings } from './postings/retention.js';
import { savingsPostings } from './postings/savings.js';
import { sourcePostings } from './postings/sources.js';
import { spendingPostings } from './postings/spending.js';
import { variationPostings } from './postings/variations.js';
import { yearEndPostings } from './postings/year-end.js';

const byType: PostingsBy<typeof fundEvents> = {
  FundEstablished: postsNothing,
  SourceOpened: postsNothing,
  RingFenceDefined: postsNothing,
  RingFenceChanged: postsNothing,
  RingFenceEnded: postsNothing,
  ShareLimitSet: postsNothing,
  MatchFundingRecorded: postsNothing,
  SchemeOpened: postsNothing,
  AccountingBasisStated: postsNothing,
  HostingChanged: postsNothing,
  SchemeDescribed: postsNothing,
  SourceDescribed: postsNothing,

  ...contributionPostings,
  ...variationPostings,
  ...sourcePostings,
  ...budgetPostings,
  ...commitmentPostings,
  ...commitmentChangePostings,
  ...spendingPostings,
  ...yearEndPostings,
  ...retentionPostings,
  ...invoicePostings,
  PermissionRecorded: postsNothing,
  PermissionUsed: postsNothing,
  DecisionApproved: postsNothing,
  DecisionApprovalWithdrawn: postsNothing,
  DecisionAuthorised: postsNothing,
  ...advancePostings,
  BudgetProfiled: postsNothing,
  ForecastSubmitted: postsNothing,
  HealthRulesSet: postsNothing,
  ServedStrategiesStated: postsNothing,
  BalancesAgreed: postsNothing,
  ...otherIncomePostings,
  PeriodSoftClosed: postsNothing,
  PeriodHardClosed: postsNothing,
  PeriodReopened: postsNothing,
  StagePaymentBarred: postsNothing,
  StatementIssued: postsNothing,
  StatementSuperseded: postsNothing,
  RestatementRequired: postsNothing,
  SignOffGiven: postsNothing,
  PublicationPolicySet: postsNothing,
  LinesPublished: postsNothing,
  PublicationMade: postsNothing,
  ...savingsPostings,
  ...partnerSettlementPostings,
  ...movePostings,
  ...recodingPostings,
  ...correctionPostings,
};

/**
 * What an event does to the books. Pure: the same event always has the same postings, on any
 * machine (rule 11). They sum to zero per fund, book, accounting year, nature and source (rule 2).
 * Only events of fund streams post.
 */
export function postings(event: DomainEvent): Posting[] {
  const posted = (byType as Partial<Record<string, (event: DomainEvent) => Posting[]>>)[event.type];
  return posted?.(event) ?? [];
}
