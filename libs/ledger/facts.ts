import type { RecordedEvent } from '#contracts/envelope.js';
import { idOf, type DomainEvent } from '#contracts/events/all.js';
import type { CommitmentLine } from '#contracts/events/fund.js';
import type { FundingLine } from '#contracts/events/award.js';
import * as awards from './facts/awards.js';
import { change } from './facts/change.js';
import * as contributions from './facts/contributions.js';
import * as imports from './facts/imports.js';
import * as spending from './facts/spending.js';

/** What views know beside amounts, by kind of entity. Amounts are decimal strings. */
export interface FactTypes {
  organisation: {
    name: string;
    sector: string;
    vcse: string;
    size: string;
    areas: readonly string[];
  };
  agreement: {
    title: string;
    power: string;
    host: string;
    partners: readonly string[];
    until: string | null;
    noticeNotBefore: string | null;
    commitmentLimits: { indicative: string; expected: string };
  };
  fund: { name: string; kind: string; host: string; agreement: string | null; area: string };
  source: {
    name: string;
    role: string;
    organisation: string;
    through: string | null;
    power: string;
  };
  'ring-fence': {
    name: string;
    source: string;
    natures: readonly string[];
    years: readonly string[] | null;
    schemes: readonly string[] | null;
    categories: readonly string[] | null;
    yearLimited: boolean;
    until: string | null;
    evidence: string;
  };
  scheme: {
    name: string;
    category: string;
    need: string | null;
    cohort: string | null;
    area: string;
    demandLed: boolean;
  };
  contribution: {
    source: string;
    year: string;
    nature: string;
    form: string;
    recurrent: boolean;
    certainty: string;
    amount: string;
    evidence?: string;
  };
  /** Identified as `<contribution>/<instalment>`. */
  instalment: {
    contribution: string;
    source: string;
    year: string;
    due: string;
    amount: string;
    open: boolean;
  };
  /** What was invoiced or received on an instalment; identified by its event's number. */
  invoice: { instalment: string; amount: string; reference: string };
  receipt: { instalment: string; amount: string; method: string; reference: string };
  award: {
    kind: string;
    title: string;
    provider: string;
    start: string | null;
    end: string | null;
    statedMonths: number | null;
    value: string;
    funding: readonly FundingLine[];
    optionMonths: readonly number[];
    optionsValue: string;
    disbursed: string | null;
  };
  /** What a fund has promised to an award; identified by the award. */
  commitment: {
    kind: string;
    provider: string;
    state: string;
    expires: string;
    lines: readonly CommitmentLine[];
  };
  expenditure: {
    provider: string;
    award: string;
    state: string;
    amount: string;
    reference: string;
  };
  /** Something recorded that breaks a rule or a budget: kept and counted (rule 15). */
  flag: { kind: 'over-budget' | 'over-award'; amount: string; award: string; provider: string };
  /** Something that somebody has to do; identified by the number of the event that opened it. */
  task: { kind: 'find-cover'; amount: string; award: string };
  import: {
    file: string;
    format: string;
    fund: string;
    state: string;
    rowsIn?: number;
    recorded?: number;
    quarantined?: number;
    total?: string;
  };
  'quarantined-row': { import: string; line: number; column: string; reason: string };
}

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

/** What an event says beside its amounts. Pure, like its postings. */
export function facts(event: RecordedEvent & DomainEvent): FactChange[] {
  switch (event.type) {
    case 'OrganisationRegistered':
      return [change(event, 'organisation', idOf(event.stream), event.data)];
    case 'AgreementSigned':
      return [change(event, 'agreement', idOf(event.stream), event.data)];
    case 'FundEstablished':
      return [change(event, 'fund', idOf(event.stream), event.data)];
    case 'SourceOpened':
      return [change(event, 'source', event.data.source, event.data)];
    case 'RingFenceDefined':
      return [change(event, 'ring-fence', event.data.ringFence, event.data)];
    case 'SchemeOpened':
      return [change(event, 'scheme', event.data.scheme, event.data)];
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
    case 'CommitmentReserved':
      return awards.commitmentReserved(event);
    case 'CommitmentConfirmed':
      return awards.commitmentConfirmed(event);
    case 'CommitmentReleased':
      return awards.commitmentReleased(event);
    case 'ContractAwarded':
    case 'GrantAwarded':
      return awards.awarded(event);
    case 'ExpenditureAccrued':
      return spending.expenditureAccrued(event);
    case 'ExpenditureVerified':
      return spending.expenditureVerified(event);
    case 'ExpenditureClaimed':
      return spending.expenditureClaimed(event);
    case 'AccrualReversed':
      return spending.accrualReversed(event);
    case 'ExpenditureReversed':
      return spending.expenditureReversed(event);
    case 'ExpenditureCredited':
      return spending.expenditureCredited(event);
    case 'PaymentRecorded':
      return spending.paymentRecorded(event);
    case 'ImportStarted':
      return imports.importStarted(event);
    case 'RowsQuarantined':
      return imports.rowsQuarantined(event);
    case 'ImportCompleted':
      return imports.importCompleted(event);
    case 'AwardLapsed':
    case 'InKindProvided':
    case 'OtherIncomeRecorded':
    case 'BudgetAllocated':
    case 'ExpenditurePaid':
      return [];
  }
}
