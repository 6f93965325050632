import type { EventOf, Standing } from '#contracts/events/all.js';
import type { FactChange, FactTypes } from '../facts.js';
import { none } from '../posting.js';
import { change, overBudget, type Numbered } from './change.js';

const expenditure = (
  event: Standing,
  {
    expenditure: id,
    provider,
    award,
  }: Readonly<Record<'expenditure' | 'provider' | 'award', string>>,
  of: Pick<FactTypes['expenditure'], 'state' | 'amount' | 'reference'>,
): FactChange => change(event, 'expenditure', id, { provider, award, ...of }, provider);

export function expenditureAccrued(event: Numbered<EventOf<'ExpenditureAccrued'>>): FactChange[] {
  const { cost, description } = event.data;
  const accrued = { state: 'accrued', amount: cost, reference: description };
  return [expenditure(event, event.data, accrued), ...overBudget(event, event.data)];
}

export function expenditureVerified(event: Numbered<EventOf<'ExpenditureVerified'>>): FactChange[] {
  const { cost, reference } = event.data;
  const verified = { state: 'verified', amount: cost, reference };
  return [expenditure(event, event.data, verified), ...overBudget(event, event.data)];
}

export function expenditureClaimed(event: EventOf<'ExpenditureClaimed'>): FactChange[] {
  const { amount, reference } = event.data;
  return [expenditure(event, event.data, { state: 'claimed', amount, reference })];
}

export function expenditureCredited(event: EventOf<'ExpenditureCredited'>): FactChange[] {
  const { cost, reference } = event.data;
  return [expenditure(event, event.data, { state: 'credit note', amount: cost, reference })];
}

export function accrualReversed(event: EventOf<'AccrualReversed'>): FactChange[] {
  const { expenditure: id, provider } = event.data;
  return [change(event, 'expenditure', id, { state: 'accrual reversed' }, provider)];
}

export function expenditureReversed(event: EventOf<'ExpenditureReversed'>): FactChange[] {
  const { corrects, provider } = event.data;
  return [change(event, 'expenditure', corrects, { state: 'reversed' }, provider)];
}

/** A published payment may go beyond its award, or beyond the budget: it is kept all the same. */
export function paymentRecorded(event: Numbered<EventOf<'PaymentRecorded'>>): FactChange[] {
  const { award, provider, parts } = event.data;
  const beyond = award === none ? [] : parts.filter((part) => part.drawsOn === 'scheme');
  return [
    ...beyond.map(({ amount }, place) =>
      change(event, 'flag', `${event.number}/over-award/${place}`, {
        kind: 'over-award',
        amount,
        award,
        provider,
      }),
    ),
    ...overBudget(event, event.data),
  ];
}
