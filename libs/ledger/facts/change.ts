import {
  idOf,
  kindOf,
  type DomainEvent,
  type EventOf,
  type Standing,
} from '#contracts/events/all.js';
import type { Entity, FactChange, FactTypes } from '../fact-types.js';
import { none } from '../posting.js';

/** An event whose place in the log, or in its stream, names what it opens. */
export type Numbered<Event extends Standing = Standing> = Event & {
  readonly number: number;
  readonly revision: number;
};

/** From the event's day on, some attributes of an entity are so. */
export const change = <Kind extends Entity>(
  { stream, effective }: Standing,
  entity: Kind,
  id: string,
  attributes: Partial<FactTypes[Kind]>,
  provider: string = none,
): FactChange => ({
  entity,
  id,
  fund: kindOf(stream) === 'fund' ? idOf(stream) : none,
  provider,
  effective,
  attributes,
});

/** What goes beyond a budget is kept, and somebody has to find cover for it (rule 15). */
export function overBudget(
  event: Numbered,
  of: { readonly overBudget: string; readonly award: string; readonly provider: string },
): FactChange[] {
  const { overBudget: amount, award, provider } = of;
  if (amount === '0.00') return [];
  const flag = { kind: 'over-budget', amount, award, provider } as const;
  return [
    change(event, 'flag', `${event.number}/over-budget`, flag),
    change(event, 'task', String(event.revision), {
      kind: 'find-cover',
      amount,
      left: amount,
      award,
      open: true,
      event: event.number,
      since: event.effective,
    }),
  ];
}

/** Spending beyond what its award has left is spent without an award, naming it: kept and flagged. */
export function overAward(
  event: Numbered,
  of: {
    readonly award: string;
    readonly provider: string;
    readonly parts: readonly { readonly drawsOn: string; readonly amount: string }[];
  },
): FactChange[] {
  const { award, provider, parts } = of;
  // A credit that finds nothing to take back from the award is not spending beyond it.
  const beyond = parts.filter(
    (part) => award !== none && part.drawsOn === 'scheme' && !part.amount.startsWith('-'),
  );
  return beyond.map(({ amount }, place) =>
    change(event, 'flag', `${event.number}/over-award/${place}`, {
      kind: 'over-award',
      amount,
      award,
      provider,
    }),
  );
}

/** Of an award that pays on outcomes, and not for a stage: kept and flagged. */
export const besideStages = (
  event: Numbered,
  {
    besideStages: amount,
    award,
    provider,
  }: Readonly<Record<'besideStages' | 'award' | 'provider', string>>,
): FactChange[] =>
  amount === '0.00'
    ? []
    : [
        change(event, 'flag', `${event.number}/beside-stages`, {
          ...{ kind: 'beside-stages', amount, award, provider },
        }),
      ];

/** What each event of an area says beside its amounts: pure, one function per type of event. */
export type FactsBy<Types> = {
  readonly [Type in keyof Types & DomainEvent['type']]: (
    event: Numbered<EventOf<Type>>,
  ) => FactChange[];
};

/** The event says nothing that views need beside its amounts. */
export const saysNothing = (): FactChange[] => [];
