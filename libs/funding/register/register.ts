import { lengthInMonths } from '#contracts/calendar.js';
import type { RegisterCommand } from '#contracts/commands/register.js';
import {
  ContractListed,
  RegisterPublished,
  type Contradiction,
  type RegisterEvent,
} from '#contracts/events/register.js';
import { unknown } from '#contracts/values.js';
import { parsePence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';

/**
 * The contracts that a body says it has, register by register. They are published statements and no
 * money of any fund, so nothing is decided by them: rows are kept as they are, and flagged.
 */
export interface Register {
  readonly published: ReadonlySet<string>;
}

export const newRegister = (): Register => ({ published: new Set() });

export const evolveRegister = (before: Register, event: RegisterEvent): Register =>
  event.type === 'RegisterPublished'
    ? { published: new Set([...before.published, event.data.register]) }
    : before;

export function decideRegister(
  { published }: Register,
  asked: RegisterCommand,
): Decision<RegisterEvent> {
  switch (asked.command) {
    case 'publish-register': {
      const { command: _, effective, ...data } = asked;
      const { register: id } = data;
      return published.has(id)
        ? refused('already-exists', { what: 'register', id, where: 'The publisher' })
        : happened(RegisterPublished.of(effective, data));
    }
    case 'list-contract': {
      const { command: _, effective, ...data } = asked;
      const contradictions = contradictionsIn(data);
      return happened(ContractListed.of(effective, { ...data, basis: unknown, contradictions }));
    }
  }
}

type Listed = Extract<RegisterCommand, { command: 'list-contract' }>;

/** A duration and its dates may be so far from each other: part of a month is rounded in many ways. */
const monthsApart = 1;

/** In what a row contradicts itself: which of the two is right, nobody but its publisher knows. */
export function contradictionsIn(
  listed: Pick<Listed, 'total' | 'annual' | 'start' | 'end' | 'duration'>,
): Contradiction[] {
  const total = listed.total?.amount ?? null;
  const annual = listed.annual?.amount ?? null;
  const start = listed.start?.day ?? null;
  const end = listed.end?.day ?? null;
  const months = listed.duration?.months ?? null;
  const found: Contradiction[] = [];
  if (total !== null && annual !== null && parsePence(annual) > parsePence(total))
    found.push('annual-over-total');
  if (start === null || end === null) return found;
  if (end < start) found.push('end-before-start');
  else if (months !== null && Math.abs(lengthInMonths(start, end) - Number(months)) > monthsApart)
    found.push('duration-unlike-dates');
  return found;
}
