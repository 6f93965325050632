import type { CostShare } from '#contracts/events/award/shapes.js';
import type {
  CommitmentLine,
  Form,
  Instalment,
  SpendingPart,
} from '#contracts/events/fund/shapes.js';
import type { CostCategory, Nature, NatureOrUnknown } from '#contracts/values.js';
import type { Pence } from '#libs/money/pence.js';
import type { Advance } from './advances.js';
import { newAuthorities, type Authorities } from './authority.js';
import { newBudgets, type Budgets } from './budget-state.js';
import { newGivenUp, type GivenUp } from './given-up.js';
import type { ChangeUnderWay } from './commitment-changes.js';
import type { CostLines } from './cost-lines.js';
import { newEntries, type Entries } from './entries.js';
import { newHostings, type Hostings } from './hosting.js';
import { Holdings } from './holdings.js';
import { newMoves, type Moves } from './moves.js';
import type { RecoveredVat } from './other-income.js';
import type { SettledExit } from './partner-settlements.js';
import type { Closing } from './periods.js';
import { newPermissions, type Permissions } from './permissions.js';
import { newPublications, type Publications } from './publication.js';
import { newPublishedPayments, type PublishedPayments } from './published-payments.js';
import { newRecodingProposals, type RecodingProposals } from './recoding-decisions.js';
import { newShareLimits, type ShareLimits } from './share-limits.js';
import { newSources, type Sources } from './sources.js';
import { newStatements, type Statements } from './statements.js';
import { Totals } from './totals.js';
import { newStagePayments, type StageOfOutcome, type StagePayments } from './stage-payments.js';
import type { ClosedYear, MovedBetweenYears } from './year-end/years.js';

/** A fund as its decisions see it: its terms, and the balances of its own postings. */
export interface Fund
  extends
    Permissions,
    Hostings,
    Authorities,
    Budgets,
    GivenUp,
    ShareLimits,
    Sources,
    Moves,
    Statements,
    PublishedPayments,
    Publications,
    StagePayments,
    RecodingProposals,
    Entries {
  readonly holdings: Holdings;
  readonly totals: Totals;
  terms: Terms | undefined;
  readonly sources: Map<string, Source>;
  /** By name, every version of each, as recorded. */
  readonly ringFences: Map<string, readonly RingFence[]>;
  readonly schemes: Map<string, Scheme>;
  readonly contributions: Map<string, Contribution>;
  readonly commitments: Map<string, Commitment>;
  readonly expenditures: Map<string, Expenditure>;
  /** Identifiers of other income: one income is recorded once. */
  readonly incomes: Set<string>;
  /** By contribution: what was given of it in kind, and stands. */
  readonly givenInKind: Map<string, Pence>;
  /** What came in of each outcome's savings share. */
  readonly savingsReceived: Map<string, Pence>;
  readonly advances: Map<string, Advance>;
  readonly recoveredVat: Map<string, RecoveredVat>;
  /** Periods that are not open. */
  readonly periods: Map<string, Closing>;
  /** By the partner that left. */
  readonly settledExits: Map<string, SettledExit>;
  readonly years: Map<string, ClosedYear>;
  /** By year, source and nature: what was brought into it and nobody may allocate yet. */
  readonly broughtHeld: Map<string, Pence>;
  /** By year, source and nature: brought provisionally, and not certain before the year before closes. */
  readonly provisional: Map<string, Pence>;
  readonly movedBetweenYears: MovedBetweenYears;
}

export interface Terms {
  readonly name: string;
  readonly kind: 'pooled' | 'aligned' | 'grant' | 'single';
  readonly since: string;
}

export interface Source {
  readonly source: string;
  readonly name: string;
  readonly role: 'partner' | 'funder';
  readonly organisation: string;
  /** The partner through which a funder gives; null where that is not known. */
  readonly through: string | null;
  readonly power: string;
  /** Said to be a partner, though the agreement did not name it when it was opened. */
  readonly notParty: boolean;
}

export interface RingFence {
  readonly ringFence: string;
  readonly name: string;
  readonly source: string;
  readonly natures: readonly Nature[];
  readonly years: readonly string[] | null;
  readonly schemes: readonly string[] | null;
  readonly categories: readonly string[] | null;
  readonly costCategories: readonly CostCategory[] | null;
  readonly needs: readonly string[] | null;
  readonly areas: readonly string[] | null;
  /** What lies within them on the day of a decision; the events of a fund do not say so. */
  readonly within?: ReadonlySet<string>;
  readonly cohorts: readonly string[] | null;
  readonly basis: 'accrued' | 'paid' | 'evidenced';
  readonly yearLimited: boolean;
  readonly ended: boolean;
  readonly since: string;
  readonly until: string | null;
}

export interface Scheme {
  readonly scheme: string;
  readonly name: string;
  readonly category: string;
  readonly need: string | null;
  readonly cohort: string | null;
  readonly area: string;
  readonly demandLed: boolean;
}

export interface Contribution {
  readonly contribution: string;
  readonly source: string;
  /** The law that it is given under; null while nobody has said. */
  readonly power: string | null;
  readonly year: string;
  readonly nature: Nature;
  readonly form: Form;
  readonly recurrent: boolean;
  amount: Pence;
  certainty: 'indicative' | 'expected' | 'confirmed';
  /** Agreed, but the partner's annual budget for the year is not set. */
  subjectToBudget: boolean;
  readonly instalments: Map<string, InstalmentState>;
  /** What it was confirmed on, by name. */
  readonly conditions: Map<string, 'open' | 'met' | 'not met'>;
}

export interface InstalmentState extends Instalment {
  invoiced: Pence;
  received: Pence;
  /** How much of what was received settled an invoice. */
  settled: Pence;
}

export interface Commitment {
  readonly kind: 'contract' | 'grant';
  provider: string;
  state: 'reserved' | 'committed' | 'lapsed';
  /**
   * As reserved, and as changes added to it: the split between sources is fixed here. Each by the year
   * on whose budget it falls.
   */
  readonly lines: CommitmentLine[];
  /** The year whose cost it is, by the year on whose budget it falls: an earlier one where it was published late. */
  readonly relatesTo: ReadonlyMap<string, string>;
  /** What it was to be for when it was reserved. */
  readonly costShares: readonly CostShare[];
  readonly costLines: CostLines;
  /** Those that stayed with providers which had the award before. */
  readonly costLinesBefore: CostLines;
  /** One change of an award is under way at a time. */
  change: ChangeUnderWay | undefined;
  /** Every change that ever reserved money here, by its identifier. */
  readonly changes: Set<string>;
  /** The change by which the award passed to its provider of now, where it did. */
  novatedBy?: string;
}

export interface Expenditure {
  readonly provider: string;
  readonly award: string;
  readonly nature: NatureOrUnknown;
  /** The day from which it stands so. */
  readonly effective: string;
  readonly relatesTo: string;
  /** The accounting year in which it counts. */
  readonly year: string;
  state:
    | 'accrued'
    | 'accrual-reversed'
    | 'claimed'
    | 'rejected'
    | 'verified'
    | 'approved'
    | 'reversed'
    | 'credit';
  readonly portions: readonly Portion[];
  /** The stage that it pays; null where it is an invoice or a claim like any other. */
  readonly stage: StageOfOutcome | null;
  /** The day on which an accrual reverses by itself. */
  readonly reversesOn: string | null;
  /** Of an invoice: what it cleared of the accrual that it names. */
  readonly clears: readonly { readonly portion: Portion; readonly pence: Pence }[];
  /** As the provider claimed it; zero where it did not. */
  readonly claimed: Pence;
  paid: Pence;
  /** What may be paid in all; undefined where nobody has approved anything: then all that is owed. */
  approved: Pence | undefined;
  /** Of what is claimed or owed: not paid while it is contested. */
  disputed: Pence;
  credited: boolean;
}

/** One source's share of an expenditure, whatever the certainty of the money was or has become. */
export interface Portion extends Omit<SpendingPart, 'amount'> {
  /** Cost and recoverable VAT that no credit note took off; of an accrual, what no invoice has cleared. */
  cost: Pence;
  recoverableVat: Pence;
  /** Neither paid nor credited; below zero where the provider owes it. */
  owed: Pence;
  /** Kept back: owed, but not yet payable, and not in `owed`. */
  retained: Pence;
  /** Came back after the year to which its funder bound it, and was not unspent if its invoice comes. */
  held: Pence;
}

export const newFund = (): Fund => ({
  holdings: new Holdings(),
  totals: new Totals(),
  terms: undefined,
  sources: new Map(),
  ringFences: new Map(),
  schemes: new Map(),
  contributions: new Map(),
  commitments: new Map(),
  expenditures: new Map(),
  incomes: new Set(),
  givenInKind: new Map(),
  savingsReceived: new Map(),
  ...newPermissions(),
  ...newHostings(),
  ...newAuthorities(),
  ...newShareLimits(),
  ...newSources(),
  ...newStatements(),
  ...newBudgets(),
  ...newGivenUp(),
  ...newMoves(),
  ...newPublishedPayments(),
  ...newPublications(),
  ...newStagePayments(),
  ...newRecodingProposals(),
  ...newEntries(),
  advances: new Map(),
  recoveredVat: new Map(),
  periods: new Map(),
  settledExits: new Map(),
  years: new Map(),
  broughtHeld: new Map(),
  provisional: new Map(),
  movedBetweenYears: new Map(),
});
