import type { RecordedEvent } from '#contracts/envelope.js';
import { idOf, kindOf, type DomainEvent } from '#contracts/events/all.js';
import type { CommitmentLine, Instalment } from '#contracts/events/fund.js';
import type { FundingLine } from '#contracts/events/award.js';
import { none } from './posting.js';

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

interface Scheduled {
  readonly contribution: string;
  readonly source: string;
  readonly year: string;
  readonly instalments: readonly Instalment[];
}

/** What an event says beside its amounts. Pure, like its postings. */
export function facts(event: RecordedEvent & DomainEvent): FactChange[] {
  const id = idOf(event.stream);
  const fund = kindOf(event.stream) === 'fund' ? id : none;
  const { effective } = event;
  const fact = <Kind extends Entity>(
    entity: Kind,
    of: string,
    attributes: Partial<FactTypes[Kind]>,
    provider: string = none,
  ): FactChange => ({ entity, id: of, fund, provider, effective, attributes });
  const number = String(event.number);
  const overBudget = (amount: string, award: string, provider: string): FactChange[] =>
    amount === '0.00'
      ? []
      : [
          fact('flag', `${number}/over-budget`, { kind: 'over-budget', amount, award, provider }),
          fact('task', number, { kind: 'find-cover', amount, award }),
        ];

  const opened = (of: Scheduled): FactChange[] =>
    of.instalments.map(({ instalment, due, amount }) =>
      fact('instalment', `${of.contribution}/${instalment}`, {
        contribution: of.contribution,
        source: of.source,
        year: of.year,
        due,
        amount,
        open: true,
      }),
    );

  switch (event.type) {
    case 'OrganisationRegistered':
      return [fact('organisation', id, event.data)];
    case 'AgreementSigned':
      return [fact('agreement', id, event.data)];
    case 'FundEstablished':
      return [fact('fund', id, event.data)];
    case 'SourceOpened':
      return [fact('source', event.data.source, event.data)];
    case 'RingFenceDefined':
      return [fact('ring-fence', event.data.ringFence, event.data)];
    case 'SchemeOpened':
      return [fact('scheme', event.data.scheme, event.data)];
    case 'ContributionPledged': {
      const { contribution, instalments: _, ...attributes } = event.data;
      return [fact('contribution', contribution, attributes), ...opened(event.data)];
    }
    case 'ContributionConfirmed':
      return [
        fact('contribution', event.data.contribution, {
          certainty: 'confirmed',
          evidence: event.data.evidence,
        }),
      ];
    case 'ContributionScheduled': {
      const { contribution, replaced } = event.data;
      return [
        ...replaced.map(({ instalment }) =>
          fact('instalment', `${contribution}/${instalment}`, { open: false }),
        ),
        ...opened(event.data),
      ];
    }
    case 'InstalmentInvoiced':
      return [
        fact('invoice', number, {
          instalment: `${event.data.contribution}/${event.data.instalment}`,
          amount: event.data.amount,
          reference: event.data.reference,
        }),
      ];
    case 'InstalmentReceived':
      return [
        fact('receipt', number, {
          instalment: `${event.data.contribution}/${event.data.instalment}`,
          amount: event.data.amount,
          method: event.data.method,
          reference: event.data.reference,
        }),
      ];
    case 'CommitmentReserved': {
      const { award, provider, kind, expires, lines } = event.data;
      return [
        fact('commitment', award, { kind, provider, expires, lines, state: 'reserved' }, provider),
        ...overBudget(event.data.overBudget, award, provider),
      ];
    }
    case 'CommitmentConfirmed':
      return [fact('commitment', event.data.award, { state: 'committed' }, event.data.provider)];
    case 'CommitmentReleased':
      return event.data.from === 'reserved'
        ? [fact('commitment', event.data.award, { state: 'lapsed' }, event.data.provider)]
        : [];
    case 'ContractAwarded':
    case 'GrantAwarded': {
      const kind = event.type === 'ContractAwarded' ? 'contract' : 'grant';
      const { title, provider, start, end, statedMonths, value, funding } = event.data;
      const terms = { kind, title, provider, start, end, statedMonths, value, funding };
      return [
        fact(
          'award',
          id,
          event.type === 'ContractAwarded'
            ? {
                ...terms,
                optionMonths: event.data.optionMonths,
                optionsValue: event.data.optionsValue,
                disbursed: null,
              }
            : { ...terms, optionMonths: [], optionsValue: '0.00', disbursed: event.data.disbursed },
          provider,
        ),
      ];
    }
    case 'ExpenditureAccrued':
    case 'ExpenditureVerified': {
      const { expenditure, provider, award, cost } = event.data;
      const [state, reference] =
        event.type === 'ExpenditureVerified'
          ? ['verified', event.data.reference]
          : ['accrued', event.data.description];
      return [
        fact(
          'expenditure',
          expenditure,
          { provider, award, state, amount: cost, reference },
          provider,
        ),
        ...overBudget(event.data.overBudget, award, provider),
      ];
    }
    case 'ExpenditureClaimed': {
      const { expenditure, provider, award, amount, reference } = event.data;
      return [
        fact(
          'expenditure',
          expenditure,
          { provider, award, state: 'claimed', amount, reference },
          provider,
        ),
      ];
    }
    case 'AccrualReversed':
      return [
        fact(
          'expenditure',
          event.data.expenditure,
          { state: 'accrual reversed' },
          event.data.provider,
        ),
      ];
    case 'ExpenditureReversed':
      return [fact('expenditure', event.data.corrects, { state: 'reversed' }, event.data.provider)];
    case 'ExpenditureCredited': {
      const { expenditure, provider, award, cost, reference } = event.data;
      return [
        fact(
          'expenditure',
          expenditure,
          { provider, award, state: 'credit note', amount: cost, reference },
          provider,
        ),
      ];
    }
    case 'PaymentRecorded': {
      const { award, provider, parts } = event.data;
      const beyond = award === none ? [] : parts.filter((part) => part.drawsOn === 'scheme');
      return [
        ...beyond.map(({ amount }, place) =>
          fact('flag', `${number}/over-award/${place}`, {
            kind: 'over-award',
            amount,
            award,
            provider,
          }),
        ),
        ...overBudget(event.data.overBudget, award, provider),
      ];
    }
    case 'ImportStarted': {
      const { file, format, fund: into } = event.data;
      return [
        { ...fact('import', id, { file, format, fund: into, state: 'started' }), fund: into },
      ];
    }
    case 'RowsQuarantined':
      return event.data.rows.map(({ line, column, reason }) =>
        fact('quarantined-row', `${id}/${line}`, { import: id, line, column, reason }),
      );
    case 'ImportCompleted':
      return [fact('import', id, { ...event.data, state: 'completed' })];
    case 'AwardLapsed':
    case 'InKindProvided':
    case 'OtherIncomeRecorded':
    case 'BudgetAllocated':
    case 'ExpenditurePaid':
      return [];
  }
}
