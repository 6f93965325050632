import { idOf, type EventOf, type Standing } from '#contracts/events/all.js';
import type { budgetEvents } from '#contracts/events/fund/budget.js';
import type { Certainty, Nature } from '#contracts/values.js';
import { parsePence } from '#libs/money/pence.js';
import {
  budget,
  move,
  none,
  nowhere,
  postsNothing,
  type Dimensions,
  type Posting,
  type PostingsBy,
} from '../posting.js';

interface OfSource {
  readonly source: string;
  readonly year: string;
  readonly nature: Nature;
}
interface Place {
  readonly holding: 'unallocated' | 'scheme';
  readonly scheme: string;
  readonly area: string;
}
const unallocated: Place = { holding: 'unallocated', scheme: none, area: none };

function moved(
  event: Standing,
  { source, year, nature }: OfSource,
  period: string,
  parts: readonly { readonly certainty: Certainty; readonly amount: string }[],
  from: Place,
  to: Place,
): Posting[] {
  const on: Omit<Dimensions, 'account'> = {
    fund: idOf(event.stream),
    period,
    relatesTo: year,
    nature,
    source,
    ...nowhere,
  };
  const at = ({ holding, scheme, area }: Place, certainty: Certainty) => ({
    account: budget(holding, certainty),
    scheme,
    area,
  });
  return parts.flatMap(({ certainty, amount }) =>
    move(parsePence(amount), event.effective, on, at(from, certainty), at(to, certainty)),
  );
}

const inScheme = ({ scheme, area }: { scheme: string; area: string }): Place => ({
  holding: 'scheme',
  scheme,
  area,
});

const budgetAllocated = (event: EventOf<'BudgetAllocated'>): Posting[] =>
  moved(event, event.data, event.data.period, event.data.parts, unallocated, inScheme(event.data));

const budgetGivenUp = (event: EventOf<'BudgetGivenUp'>): Posting[] =>
  moved(event, event.data, event.data.period, event.data.parts, inScheme(event.data), unallocated);

const budgetAllocatedByFormula = (event: EventOf<'BudgetAllocatedByFormula'>): Posting[] =>
  event.data.shares.flatMap((share) =>
    moved(event, event.data, event.data.period, share.parts, unallocated, inScheme(share)),
  );

function overspendCovered(event: EventOf<'OverspendCovered'>): Posting[] {
  const by = event.data.moved;
  if (!by) return [];
  const from: Place = { holding: by.from, scheme: by.fromScheme, area: by.fromArea };
  return moved(event, by, by.period, by.parts, from, inScheme(by));
}

export const budgetPostings: PostingsBy<typeof budgetEvents> = {
  BudgetAllocated: budgetAllocated,
  BudgetGivenUp: budgetGivenUp,
  BudgetAllocatedByFormula: budgetAllocatedByFormula,
  SchemeClosed: postsNothing,
  OverspendCovered: overspendCovered,
};
