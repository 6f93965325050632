import { idOf, type EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../facts.js';
import { change, overBudget, type Numbered } from './change.js';

export function commitmentReserved(event: Numbered<EventOf<'CommitmentReserved'>>): FactChange[] {
  const { award, provider, kind, expires, lines } = event.data;
  const reserved = { kind, provider, expires, lines, state: 'reserved' };
  return [change(event, 'commitment', award, reserved, provider), ...overBudget(event, event.data)];
}

export function commitmentConfirmed(event: EventOf<'CommitmentConfirmed'>): FactChange[] {
  const { award, provider } = event.data;
  return [change(event, 'commitment', award, { state: 'committed' }, provider)];
}

/** Money given up leaves the commitment as it is, but smaller: its balances say by how much. */
export function commitmentReleased(event: EventOf<'CommitmentReleased'>): FactChange[] {
  const { award, provider, from } = event.data;
  return from === 'reserved'
    ? [change(event, 'commitment', award, { state: 'lapsed' }, provider)]
    : [];
}

export function awarded(event: EventOf<'ContractAwarded'> | EventOf<'GrantAwarded'>): FactChange[] {
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
