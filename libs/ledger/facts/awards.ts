import type { awardEvents } from '#contracts/events/award.js';
import type { commitmentEvents } from '#contracts/events/fund/commitments.js';
import type { FundingLine } from '#contracts/events/award.js';
import type { CommitmentLine } from '#contracts/events/fund/shapes.js';
import { idOf, streamOf, type EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, overBudget, type Numbered, saysNothing, type FactsBy } from './change.js';
import { fallsDue, fallsDueNoMore } from './due.js';

export interface AwardFacts {
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
}

function commitmentReserved(event: Numbered<EventOf<'CommitmentReserved'>>): FactChange[] {
  const { award, provider, kind, expires, lines } = event.data;
  const reserved = { kind, provider, expires, lines, state: 'reserved' };
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

function awarded(event: EventOf<'ContractAwarded'> | EventOf<'GrantAwarded'>): FactChange[] {
  const { title, provider, start, end, statedMonths, value, funding } = event.data;
  const terms = { title, provider, start, end, statedMonths, value, funding };
  const ofKind =
    event.type === 'ContractAwarded'
      ? {
          kind: 'contract',
          optionMonths: event.data.optionMonths,
          optionsValue: event.data.optionsValue,
          disbursed: null,
        }
      : {
          kind: 'grant',
          optionMonths: [],
          optionsValue: '0.00',
          disbursed: event.data.disbursed,
        };
  return [change(event, 'award', idOf(event.stream), { ...terms, ...ofKind }, provider)];
}

export const awardFacts: FactsBy<typeof awardEvents & typeof commitmentEvents> = {
  CommitmentReserved: commitmentReserved,
  CommitmentConfirmed: commitmentConfirmed,
  CommitmentReleased: commitmentReleased,
  ContractAwarded: awarded,
  GrantAwarded: awarded,
  AwardLapsed: saysNothing,
};
