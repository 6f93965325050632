import type { commitmentEvents } from '#contracts/events/fund/commitments.js';
import { idOf, type EventOf, type Standing } from '#contracts/events/all.js';
import type { CommitmentLine } from '#contracts/events/fund/shapes.js';
import { parsePence } from '#libs/money/pence.js';
import {
  budget,
  move,
  none,
  type BudgetHolding,
  type Posting,
  type PostingsBy,
} from '../posting.js';
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

/** What is in the scheme's budget belongs to no award; what is reserved or committed names one. */
function pass(
  event: Standing,
  of: {
    readonly award: string;
    readonly provider: string;
    readonly lines: readonly CommitmentLine[];
  },
  from: BudgetHolding,
  to: BudgetHolding,
): Posting[] {
  const promised = { award: of.award, provider: of.provider };
  const free = { award: none, provider: none };
  return of.lines.flatMap((line) =>
    move(
      parsePence(line.amount),
      event.effective,
      {
        fund: idOf(event.stream),
        period: line.period,
        relatesTo: line.year,
        nature: line.nature,
        source: line.source,
        scheme: line.scheme,
        area: line.area,
        ...free,
      },
      { account: budget(from, line.certainty), ...(from === 'scheme' ? free : promised) },
      { account: budget(to, line.certainty), ...(to === 'scheme' ? free : promised) },
    ),
  );
}

export const commitmentPostings: PostingsBy<typeof commitmentEvents> = {
  CommitmentReserved: commitmentReserved,
  CommitmentConfirmed: commitmentConfirmed,
  CommitmentReleased: commitmentReleased,
};
