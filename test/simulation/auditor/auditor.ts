import type { RecordedEvent } from '#contracts/envelope.js';
import type { DomainEvent, EventOf } from '#contracts/events/all.js';
import { must, there } from './amounts.js';
import { advanceAudit } from './advances.js';
import { agreementAudit } from './agreements.js';
import { appointmentAudit, type Appointed } from './appointments.js';
import { areaAudit, type Made } from './areas.js';
import { awardChangeAudit } from './award-changes.js';
import { awardAudit } from './awards.js';
import { authorityAudit } from './authority.js';
import { Books } from './books.js';
import { budgetAudit } from './budget.js';
import { commitmentChangeAudit } from './commitment-changes.js';
import { costLineAudit } from './cost-lines.js';
import { clearingAudit, nothingLoose } from './clearing.js';
import { commitmentAudit } from './commitments.js';
import { correctionAudit, noteEntry } from './corrections.js';
import { contributionAudit } from './contributions.js';
import { delegationAudit } from './delegations.js';
import { strategyAudit } from './strategies.js';
import { healthRuleAudit } from './health-rules.js';
import { importAudit, noteRow } from './imports.js';
import { invoiceAudit } from './invoices.js';
import { logKeyAudit } from './log-keys.js';
import { personAudit } from './people.js';
import { reconciliationAudit, type Compared } from './reconciliations.js';
import { monitoringAudit } from './monitoring.js';
import { moveAudit } from './moves.js';
import { otherIncomeAudit } from './other-income.js';
import { outcomeAudit, type Outcome } from './outcomes.js';
import { passDownAudit, type PassedDown } from './pass-downs.js';
import { partnerSettlementAudit } from './partner-settlements.js';
import { partyAudit } from './parties.js';
import { periodAudit } from './periods.js';
import { permissionAudit } from './permissions.js';
import { reallocationAudit } from './reallocations.js';
import { publicationAudit, type KeptPublications } from './publications.js';
import { recodingAudit } from './recoding.js';
import { paymentRecodingAudit } from './recoding-payments.js';
import { registerAudit } from './registers.js';
import { retentionAudit } from './retention.js';
import { ringFenceAudit } from './ring-fences.js';
import { setUpAudit } from './set-up.js';
import { sourceAudit } from './sources.js';
import { spendingAudit } from './spending.js';
import { statementAudit } from './statements.js';
import { variationAudit } from './variations.js';
import { yearEndAudit } from './year-end.js';

/** An event as the auditor reads it: where it stands, and nothing computed by anybody else. */
export type Read<Type extends DomainEvent['type']> = EventOf<Type> & RecordedEvent;

/** What the auditor makes of each type of event of an area. */
export type AuditBy = {
  readonly [Type in DomainEvent['type']]?: (auditor: Auditor, event: Read<Type>) => void;
};

/** What he makes of each type of event. */
export const audited: AuditBy = {
  ...partyAudit,
  ...areaAudit,
  ...agreementAudit,
  ...passDownAudit,
  ...setUpAudit,
  ...ringFenceAudit,
  ...contributionAudit,
  ...variationAudit,
  ...budgetAudit,
  ...commitmentAudit,
  ...commitmentChangeAudit,
  ...costLineAudit,
  ...spendingAudit,
  ...clearingAudit,
  ...paymentRecodingAudit,
  ...invoiceAudit,
  ...advanceAudit,
  ...otherIncomeAudit,
  ...permissionAudit,
  ...authorityAudit,
  ...periodAudit,
  ...monitoringAudit,
  ...healthRuleAudit,
  ...strategyAudit,
  ...outcomeAudit,
  ...awardAudit,
  ...awardChangeAudit,
  ...delegationAudit,
  ...moveAudit,
  ...reallocationAudit,
  ...recodingAudit,
  ...correctionAudit,
  ...sourceAudit,
  ...statementAudit,
  ...retentionAudit,
  ...yearEndAudit,
  ...partnerSettlementAudit,
  ...importAudit,
  ...registerAudit,
  ...logKeyAudit,
  ...personAudit,
  ...reconciliationAudit,
  ...appointmentAudit,
  ...publicationAudit,
};

/** What says that something about an award was not done, on the day when that was clear. */
const cameToNothing: ReadonlySet<string> = new Set([
  'AwardChangeLapsed',
  'AwardReallocationReleased',
]);

/**
 * An auditor who keeps books of his own, from the events alone in the order of their numbers.
 * Written from the words of the domain: it shares no arithmetic with the ledger, not even the
 * reading of an amount, so that both are wrong in the same way only by accident. What an event says
 * that no rule allows, it says when it reads the event; what must hold between events, `rules/`.
 */
export class Auditor {
  readonly funds = new Map<string, Books>();
  /** By agreement: its versions in the order of their numbers. */
  readonly agreements = new Map<string, AgreementTerms[]>();
  /** By stream: awarded or lapsed, whichever came first. */
  readonly decisions = new Map<string, Decided>();
  readonly areas = new Map<string, readonly Made[]>();
  /** `<award>|<fund>` where it was agreed that the award pays on outcomes, whenever that was. */
  readonly onStages = new Set<string>();
  /** `<award>|<fund>|<outcome>`: the most that the award pays there for the outcome, as agreed last. */
  readonly mostFor = new Map<string, bigint>();
  /** By stream and name: the match funding of a grant, and what of it is secured. */
  readonly matches = new Map<string, { readonly pence: bigint; readonly secured: bigint }>();
  /** By stream of a grant: the conditions before which nothing is paid, and how they stand since when. */
  readonly gates = new Map<
    string,
    readonly {
      readonly condition: string;
      readonly gatesPayment: boolean;
      readonly since: string;
      readonly isMet: boolean;
    }[]
  >();
  /** By award and change: what the contract moves between its lines, until its fund has. */
  readonly linesToMove = new Map<string, EventOf<'AwardLinesMoved'>['data']>();
  /** Awards that are a person's budget. */
  readonly personalBudgets = new Set<string>();
  readonly reallocations = new Map<string, Reallocated>();
  /** Schemes of delegation, by organisation: their versions. */
  readonly delegations = new Map<string, Delegated[]>();
  readonly appointments = new Map<string, Appointed>();
  readonly imports = new Map<string, Imported>();
  /** Registers of contracts that bodies published, and their rows. */
  readonly registers = new Set<string>();
  readonly reconciliations = new Map<string, Compared>();
  /** Contracts that have options, by their terms. */
  readonly options = new Set<string>();
  /** People of whom nobody can read what was said. */
  readonly forgotten = new Set<string>();
  /** By key: who signs with it that it saw the log, or did. */
  readonly cosigners = new Map<string, { readonly organisation: string; isGone: boolean }>();
  readonly outcomes = new Map<string, Outcome>();
  /** By agreement and partner that left: what was proposed, and what was agreed in which event. */
  readonly exits = new Map<string, Exit>();
  /** By agreement and pass-down. */
  readonly passDowns = new Map<string, PassedDown>();
  /** By agreement and partner, or by the agreement alone: the first day on which it is no more, and when that was said. */
  readonly overFrom = new Map<string, { readonly day: string; readonly said: string }[]>();
  /** Savings shares, by outcome. */
  readonly shares = new Map<string, { readonly confirmed: bigint; received: bigint }>();
  /** By fund's stream: what it publishes. */
  readonly publications = new Map<string, KeptPublications>();
  /** By strategy: since when and until when each version of it holds, as recorded. */
  readonly strategies = new Map<string, { since: string; until: string | null }[]>();
  number = 0;

  /** Writes up what happened. */
  note(event: RecordedEvent & DomainEvent): void {
    const write = audited[event.type] as
      ((auditor: Auditor, event: RecordedEvent & DomainEvent) => void) | undefined;
    if (write === undefined)
      throw new Error(
        `the auditor does not know what ${event.type} means: teach him from docs/domain.md`,
      );
    this.number = event.number;
    if (event.stream.startsWith('fund-')) {
      this.books(event).day = event.effective;
      this.books(event).stamp = event.stamp;
      this.books(event).number = event.number;
      this.books(event).office = event.authority.includes(' of ')
        ? event.authority.split(' of ')[0]
        : undefined;
      nothingLoose(this.books(event), event.key);
      noteEntry(this.books(event), event);
    }
    const award = this.decisions.get(event.stream);
    must(
      `rule 4: nothing changes ${event.stream} before it is there`,
      award === undefined || award.from <= event.effective || cameToNothing.has(event.type),
    );
    noteRow(this, event);
    write(this, event);
  }

  /** The books of the fund in whose stream the event stands. */
  books({ stream }: { readonly stream: string }): Books {
    must(`only fund streams post, and ${stream} is none`, stream.startsWith('fund-'));
    return this.fund(stream.slice('fund-'.length));
  }

  fund(id: string): Books {
    const books = this.funds.get(id) ?? new Books(id, this.areas);
    this.funds.set(id, books);
    return books;
  }

  /** The fund's agreement as it stood at a revision of its stream; undefined before the first. */
  agreement(books: Books, revision: number): AgreementTerms | undefined {
    const named = books.hostedOn(books.day)?.agreement ?? null;
    if (named === null || revision < 0) return undefined;
    const versions = there(this.agreements.get(named), named);
    return versions.find((version) => version.revision === revision);
  }

  /** By any version in force on the day or before, for the newest may not have been known. */
  budgetsAreCertain(books: Books, day: string): boolean {
    return (this.agreements.get(books.hostedOn(day)?.agreement ?? '') ?? []).some(
      (terms) => terms.budgetsAreCertain && terms.effective <= day,
    );
  }

  /** By what a year of the fund is settled: its own terms, where the agreement has such. */
  settlement(books: Books, revision: number): Settlement | undefined {
    const terms = this.agreement(books, revision);
    return terms?.settlementByFund.get(books.id) ?? terms?.settlement;
  }

  limits(books: Books, revision: number): Readonly<Record<string, bigint>> {
    const terms = this.agreement(books, revision);
    return terms?.limitsByFund.get(books.id) ?? terms?.limits ?? {};
  }
}

export interface AgreementTerms {
  readonly revision: number;
  readonly effective: string;
  /** When it was recorded. */
  readonly said: string;
  readonly partners: readonly string[];
  /** By kind of decision: the amount above which each partner decides; nothing, whatever it comes to. */
  readonly eachPartnerAbove: ReadonlyMap<string, bigint | undefined>;
  readonly limits: Readonly<Record<string, bigint>>;
  readonly signOffs: readonly {
    readonly report: string;
    readonly organisation: string;
    readonly office: string;
  }[];
  /** What is agreed subject to a partner's annual budget counts as certain. */
  readonly budgetsAreCertain: boolean;
  readonly limitsByFund: ReadonlyMap<string, Readonly<Record<string, bigint>>>;
  readonly settlement: Settlement;
  readonly settlementByFund: ReadonlyMap<string, Settlement>;
}
/** How a year is settled between the sources of a fund. */
export type Settlement = Pick<
  EventOf<'AgreementSigned'>['data'],
  'riskShare' | 'orderOfCover' | 'yearEnd'
>;
interface Exit {
  readonly proposed: bigint;
  readonly lines: EventOf<'PartnerLeft'>['data']['lines'];
  readonly agreed: Map<number, EventOf<'PartnerLeft'>['data']['lines']>;
}
export interface Decided {
  outcome: string;
  /** The day from which it is so. */
  readonly from: string;
  provider: string;
  value: bigint;
  /** What it was worth when it was made, and the changes of the commissioner's own decision so far. */
  readonly original: bigint;
  varied: bigint;
  /** How many of its options were exercised or lapsed. */
  optionsOver: number;
  readonly regime: string;
  /** By reallocation, what is set aside for it until it is decided; and the tries that came to nothing. */
  readonly underWay: Map<string, { readonly attempt: string; readonly more: bigint }>;
  readonly givenUp: Set<string>;
  /** By subcontract, what its provider passes on. */
  readonly passedOn: Map<string, bigint>;
  /** By fund, what the award has of it. */
  readonly funds: Map<string, bigint>;
  /** By year, what it has in all. */
  years: ReadonlyMap<string, bigint>;
  /** What may move between its cost lines in a year; and by year, what has. */
  flexibility: EventOf<'ContractTermsAgreed'>['data']['flexibility'];
  readonly movedInYear: Map<string, bigint>;
}
interface Reallocated {
  state: string;
  readonly proposer: string;
  readonly legs: EventOf<'ReallocationProposed'>['data']['legs'];
  readonly organisations: readonly string[];
  readonly expires: string;
  readonly approvals: Map<string, readonly { readonly by: string; readonly decides: string }[]>;
  /** The try that decided it. */
  attempt?: string;
  /** Of its legs, what is money and not a cost line. */
  readonly money: bigint;
  in: bigint;
  out: bigint;
  /** What is to move between cost lines, and has. */
  readonly lines: bigint;
  linesIn: bigint;
}
export interface Delegated {
  readonly revision: number;
  readonly said: string;
  readonly effective: string;
  readonly powers: EventOf<'DelegationAdopted'>['data']['powers'];
}
export interface Imported {
  readonly fund: string;
  readonly format: string;
  /** By line, what was recorded of it. */
  readonly recorded: Map<number, bigint>;
  readonly quarantined: Set<number>;
  completed: boolean;
}
