import type { awardEvents } from '#contracts/events/award.js';
import type { ContractTerms, contractEvents } from '#contracts/events/award/contract.js';
import type { grantEvents } from '#contracts/events/award/grant.js';
import type { OutcomePayment } from '#contracts/events/award/outcome-payments.js';
import type { AwardYear } from '#contracts/events/award/shapes.js';
import type { commitmentEvents } from '#contracts/events/fund/commitments.js';
import type { CommitmentLine, PromiseOverride } from '#contracts/events/fund/shapes.js';
import { idOf, streamOf, type EventOf, type Standing } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { contractFacts, optionsLapse, runningTotal, type ContractFacts } from './contracts.js';
import { grantFacts, type GrantFacts } from './grants.js';
import { change, overBudget, type Numbered, saysNothing, type FactsBy } from './change.js';
import { fallsDue, fallsDueNoMore } from './due.js';

export interface AwardFacts extends ContractFacts, GrantFacts {
  award: {
    kind: string;
    title: string;
    provider: string;
    start: string | null;
    end: string | null;
    statedMonths: number | null;
    value: string;
    funding: readonly AwardYear[];
    optionMonths: readonly number[];
    optionsValue: string;
    disbursed: string | null;
    /** `offered`, `awarded`, `declined`, `lapsed` or `over`. */
    state: string;
    /** The last day on which its offer can be answered; absent where it was made without one. */
    offeredUntil?: string;
    /** What it was worth when it was made. */
    original: string;
    regime: string;
    /** The commissioner's own changes so far, and what per cent of the original value they are. */
    variations: string;
    variationsPercent: string | null;
    /** Of a transparency notice: `due`, `published` or `none`. */
    notice: string;
    /** Which of its break clauses stand, as the terms were agreed last. */
    breaks: readonly string[];
    breakNotice: { break: string; by: string; end: string } | null;
    indexation: ContractTerms['indexation'];
    flexibility: ContractTerms['flexibility'];
    retention: ContractTerms['retention'];
    leadProvider: boolean;
    /** Claims of a grant: in arrears or in advance; null where it is not stated. */
    claims: string | null;
    /** What of it pays on outcomes and on nothing else. */
    outcomePayments: readonly OutcomePayment[];
    subsidyControl: { finding: string; ground: string; reference: string } | null;
  };
  /** How the money of an award that follows a person was built up; identified by the award. */
  'personal-budget': {
    person: string;
    needs: readonly { readonly need: string; readonly amount: string }[];
    sum: string;
    override: { readonly amount: string; readonly reason: string } | null;
    budget: string;
    /** The day and the cause of the last reassessment; absent where there was none. */
    reassessed?: { readonly from: string; readonly cause: string };
  };
  /** What a fund has promised to an award; identified by the award. */
  commitment: {
    kind: string;
    provider: string;
    state: string;
    expires: string;
    lines: readonly CommitmentLine[];
    /** By whom and why it goes beyond what there is; absent where it does not, or is obliged. */
    override?: PromiseOverride;
  };
}

function commitmentReserved(event: Numbered<EventOf<'CommitmentReserved'>>): FactChange[] {
  const { award, provider, kind, expires, lines, override } = event.data;
  const beyond = override ? { override } : {};
  const reserved = { kind, provider, expires, lines, state: 'reserved', ...beyond };
  return [
    change(event, 'commitment', award, reserved, provider),
    fallsDue(event, 'reservation-expires', award, expires, streamOf(kind, award)),
    ...overBudget(event, event.data),
  ];
}

function commitmentConfirmed(event: EventOf<'CommitmentConfirmed'>): FactChange[] {
  const { award, provider } = event.data;
  return [
    change(event, 'commitment', award, { state: 'committed' }, provider),
    fallsDueNoMore(event, 'reservation-expires', award),
  ];
}

/** Money given up leaves the commitment as it is, but smaller: its balances say by how much. */
function commitmentReleased(event: EventOf<'CommitmentReleased'>): FactChange[] {
  const { award, provider, from } = event.data;
  return from === 'reserved'
    ? [
        change(event, 'commitment', award, { state: 'lapsed' }, provider),
        fallsDueNoMore(event, 'reservation-expires', award),
      ]
    : [];
}

/** What every award starts with. */
const untouched = {
  variations: '0.00',
  variationsPercent: null,
  notice: 'none',
  breaks: [],
  breakNotice: null,
  indexation: null,
  flexibility: null,
  retention: null,
  leadProvider: false,
  claims: null,
  outcomePayments: [],
  subsidyControl: null,
};

function awarded(event: EventOf<'ContractAwarded'> | EventOf<'GrantAwarded'>): FactChange[] {
  const { title, provider, start, end, statedMonths, value, funding } = event.data;
  const terms = { title, provider, start, end, statedMonths, value, funding, original: value };
  const { stream } = event;
  const ofKind =
    event.type === 'ContractAwarded'
      ? {
          kind: 'contract',
          optionMonths: event.data.optionMonths,
          optionsValue: event.data.optionsValue,
          regime: event.data.regime,
          disbursed: null,
        }
      : {
          kind: 'grant',
          optionMonths: [],
          optionsValue: '0.00',
          regime: 'none',
          disbursed: event.data.disbursed,
        };
  const made = { ...untouched, ...terms, ...ofKind, state: 'awarded' };
  return [
    change(event, 'award', idOf(stream), made, provider),
    ...(event.type === 'GrantAwarded'
      ? written(event, event.data.conditions)
      : optionsLapse(
          event,
          event.data.optionMonths.map((_, place) => ({ option: place + 1, last: end })),
        )),
  ];
}

/** Conditions that were only written down have a number and gate nothing. */
const written = (event: EventOf<'GrantAwarded'>, conditions: readonly string[]): FactChange[] =>
  conditions.map((text, place) => {
    const award = idOf(event.stream);
    return change(
      event,
      'award-condition',
      `${award}/${place + 1}`,
      {
        award,
        condition: String(place + 1),
        text,
        gatesPayment: false,
        due: null,
        state: 'open',
      },
      event.data.provider,
    );
  });

function offered(event: EventOf<'GrantOffered'>): FactChange[] {
  const { title, provider, start, end, value, funding, until } = event.data;
  const terms = { title, provider, start, end, statedMonths: null, value, funding };
  return [
    change(
      event,
      'award',
      idOf(event.stream),
      {
        ...untouched,
        ...terms,
        original: value,
        kind: 'grant',
        optionMonths: [],
        optionsValue: '0.00',
        regime: 'none',
        disbursed: null,
        state: 'offered',
        offeredUntil: until,
      },
      provider,
    ),
  ];
}

const becomes =
  (state: string) =>
  (event: Standing): FactChange[] => [change(event, 'award', idOf(event.stream), { state })];

export const awardFacts: FactsBy<
  typeof awardEvents & typeof commitmentEvents & typeof contractEvents & typeof grantEvents
> = {
  CommitmentReserved: commitmentReserved,
  CommitmentConfirmed: commitmentConfirmed,
  CommitmentReleased: commitmentReleased,
  ContractAwarded: awarded,
  GrantAwarded: awarded,
  GrantOffered: offered,
  GrantAccepted: saysNothing,
  GrantDeclined: becomes('declined'),
  GrantOfferLapsed: becomes('lapsed'),
  AwardLapsed: saysNothing,
  PersonalBudgetBuilt: (event) => [
    change(event, 'personal-budget', idOf(event.stream), event.data),
  ],
  PersonalBudgetReassessed: (event) => {
    const { needs, sum, override, budget, funding, value, cause } = event.data;
    const reassessed = { from: event.effective, cause };
    return [
      change(event, 'award', idOf(event.stream), { funding, value }),
      change(event, 'personal-budget', idOf(event.stream), {
        ...{ needs, sum, override, budget, reassessed },
      }),
    ];
  },
  OutcomePaymentsAgreed: (event) => [
    change(event, 'award', idOf(event.stream), { outcomePayments: event.data.payments }),
  ],
  AwardReallocated: (event) => {
    const { funding, value, variation } = event.data;
    return [
      change(event, 'award', idOf(event.stream), { funding, value, ...runningTotal(variation) }),
    ];
  },
  // Until it is decided only the funds show what is set aside for it.
  AwardReallocationReserved: saysNothing,
  AwardReallocationReleased: saysNothing,
  AwardChangeLapsed: saysNothing,
  ...contractFacts,
  ...grantFacts,
};
