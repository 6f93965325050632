import type { commitmentEvents } from '#contracts/events/fund/commitments.js';
import type { EventOf, Standing } from '#contracts/events/all.js';
import type { CommitmentLine } from '#contracts/events/fund/shapes.js';
import type { BudgetHolding, Posting, PostingsBy } from '../posting.js';
import { passLine } from './commitment-lines.js';
import { noted } from './cost-lines.js';

const commitmentReserved = (event: EventOf<'CommitmentReserved'>): Posting[] =>
  pass(event, event.data, 'scheme', 'reserved');

/** Reserved becomes committed; the award's cost lines are noted beside, balanced by themselves. */
function commitmentConfirmed(event: EventOf<'CommitmentConfirmed'>): Posting[] {
  const { data } = event;
  return [...pass(event, data, 'reserved', 'committed'), ...costLines(event)];
}

const commitmentReleased = (event: EventOf<'CommitmentReleased'>): Posting[] => [
  ...pass(event, event.data, event.data.from, 'scheme'),
  ...costLines(event),
];

const costLines = (event: EventOf<'CommitmentConfirmed' | 'CommitmentReleased'>): Posting[] =>
  event.data.costLines.flatMap((line) => noted(event, event.data.award, event.data.provider, line));

const pass = (
  event: Standing,
  of: {
    readonly award: string;
    readonly provider: string;
    readonly lines: readonly CommitmentLine[];
  },
  from: BudgetHolding,
  to: BudgetHolding,
): Posting[] => of.lines.flatMap((line) => passLine(event, of, line, from, to));

export const commitmentPostings: PostingsBy<typeof commitmentEvents> = {
  CommitmentReserved: commitmentReserved,
  CommitmentConfirmed: commitmentConfirmed,
  CommitmentReleased: commitmentReleased,
};
