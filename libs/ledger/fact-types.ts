import type { AdvanceFacts } from './facts/advances.js';
import type { AgreementFacts } from './facts/agreements.js';
import type { AppointmentFacts } from './facts/appointments.js';
import type { AwardFacts } from './facts/awards.js';
import type { BudgetFacts } from './facts/budget.js';
import type { CommitmentChangeFacts } from './facts/commitment-changes.js';
import type { ContributionFacts } from './facts/contributions.js';
import type { DelegationFacts } from './facts/delegations.js';
import type { DueFacts } from './facts/due.js';
import type { StrategyFacts } from './facts/strategies.js';
import type { HealthRuleFacts } from './facts/health-rules.js';
import type { ImportFacts } from './facts/imports.js';
import type { InvoiceFacts } from './facts/invoices.js';
import type { MonitoringFacts } from './facts/monitoring.js';
import type { MoveFacts } from './facts/moves.js';
import type { OtherIncomeFacts } from './facts/other-income.js';
import type { OutcomeFacts } from './facts/outcomes.js';
import type { PartyFacts } from './facts/parties.js';
import type { PartnerSettlementFacts } from './facts/partner-settlements.js';
import type { PeriodFacts } from './facts/periods.js';
import type { AuthorityFacts } from './facts/authority.js';
import type { PermissionFacts } from './facts/permissions.js';
import type { PlaceFacts } from './facts/places.js';
import type { PublicationFacts } from './facts/publication.js';
import type { RecodingFacts } from './facts/recoding.js';
import type { ReconciliationFacts } from './facts/reconciliations.js';
import type { RegisterFacts } from './facts/registers.js';
import type { RetentionFacts } from './facts/retention.js';
import type { RingFenceFacts } from './facts/ring-fences.js';
import type { SetUpFacts } from './facts/set-up.js';
import type { SpendingFacts } from './facts/spending.js';
import type { StatementFacts } from './facts/statements.js';
import type { VariationFacts } from './facts/variations.js';
import type { YearEndFacts } from './facts/year-end.js';

/** What views know beside amounts, by kind of entity. Amounts are decimal strings. */
export interface FactTypes
  extends
    PartyFacts,
    AppointmentFacts,
    AgreementFacts,
    PlaceFacts,
    OutcomeFacts,
    DelegationFacts,
    YearEndFacts,
    MoveFacts,
    RecodingFacts,
    ReconciliationFacts,
    SetUpFacts,
    RingFenceFacts,
    ContributionFacts,
    AwardFacts,
    SpendingFacts,
    RetentionFacts,
    InvoiceFacts,
    PermissionFacts,
    AuthorityFacts,
    CommitmentChangeFacts,
    AdvanceFacts,
    OtherIncomeFacts,
    VariationFacts,
    BudgetFacts,
    MonitoringFacts,
    HealthRuleFacts,
    StrategyFacts,
    ImportFacts,
    RegisterFacts,
    PeriodFacts,
    StatementFacts,
    PublicationFacts,
    DueFacts,
    PartnerSettlementFacts {}

export type Entity = keyof FactTypes;

/** From a day on, some attributes of an entity are so; the others stay as they were. */
export interface FactChange<Kind extends Entity = Entity> {
  readonly entity: Kind;
  readonly id: string;
  /** Whose it is; `none` where it belongs to no one fund or provider. */
  readonly fund: string;
  readonly provider: string;
  readonly effective: string;
  readonly attributes: Partial<FactTypes[Kind]>;
}
