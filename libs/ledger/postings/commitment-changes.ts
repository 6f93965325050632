import type { commitmentChangeEvents } from '#contracts/events/fund/commitment-changes.js';
import type { CommitmentLine } from '#contracts/events/fund/shapes.js';
import { idOf, type EventOf, type Standing } from '#contracts/events/all.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import {
  budget,
  move,
  none,
  type BudgetHolding,
  type Dimensions,
  type Posting,
  type PostingsBy,
} from '../posting.js';
import { noted, type CostLine } from './cost-lines.js';

type Change =
  | EventOf<'CommitmentChangeReserved'>
  | EventOf<'CommitmentChangeConfirmed'>
  | EventOf<'CommitmentChangeReleased'>;

/** What is added waits between scheme and award; what is taken away, between award and scheme. */
const changed = (
  event: Change,
  adds: readonly [from: BudgetHolding, to: BudgetHolding],
  takes: readonly [from: BudgetHolding, to: BudgetHolding],
): Posting[] => [
  ...event.data.adds.flatMap((line) => pass(event, event.data, line, ...adds)),
  ...event.data.takes.flatMap((line) => pass(event, event.data, line, ...takes)),
];

/** What is in the scheme's budget belongs to no award; what is reserved or committed names one. */
function pass(
  event: Standing,
  { award, provider }: { readonly award: string; readonly provider: string },
  line: CommitmentLine,
  from: BudgetHolding,
  to: BudgetHolding,
): Posting[] {
  const whose = (holding: BudgetHolding) =>
    holding === 'scheme' ? { award: none, provider: none } : { award, provider };
  return move(
    parsePence(line.amount),
    event.effective,
    { ...filed(event, line), award, provider },
    { account: budget(from, line.certainty), ...whose(from) },
    { account: budget(to, line.certainty), ...whose(to) },
  );
}

const filed = (
  event: Standing,
  line: CommitmentLine,
): Omit<Dimensions, 'account' | 'award' | 'provider'> => ({
  fund: idOf(event.stream),
  period: line.period,
  relatesTo: line.year,
  nature: line.nature,
  source: line.source,
  scheme: line.scheme,
  area: line.area,
});

const less = (line: CostLine): CostLine => ({
  ...line,
  amount: formatPence(-parsePence(line.amount)),
});

function commitmentNovated(event: EventOf<'CommitmentNovated'>): Posting[] {
  const { award, from, to, lines, costLines } = event.data;
  return [
    ...lines.flatMap((line) => passed(event, line.holding, line)),
    ...costLines.flatMap((line) => [
      ...noted(event, award, from, less(line)),
      ...noted(event, award, to, line),
    ]),
  ];
}

/** A pound of an award passes between its providers where it stands. */
function passed(
  event: EventOf<'CommitmentNovated'> | EventOf<'CommitmentPassedBack'>,
  holding: 'reserved' | 'committed',
  line: CommitmentLine,
): Posting[] {
  const { award, from, to } = event.data;
  const account = budget(holding, line.certainty);
  return move(
    parsePence(line.amount),
    event.effective,
    { ...filed(event, line), award, provider: from },
    { account },
    { account, provider: to },
  );
}

function costLinesMoved(event: EventOf<'CostLinesMoved'>): Posting[] {
  const { award, provider, from, to, year, period, amount } = event.data;
  const line = { year, period, amount };
  return [
    ...noted(event, award, provider, less({ ...line, category: from })),
    ...noted(event, award, provider, { ...line, category: to }),
  ];
}

export const commitmentChangePostings: PostingsBy<typeof commitmentChangeEvents> = {
  CommitmentChangeReserved: (event) =>
    changed(event, ['scheme', 'reserved'], ['committed', 'reserved']),
  CommitmentChangeConfirmed: (event) => [
    ...changed(event, ['reserved', 'committed'], ['reserved', 'scheme']),
    ...event.data.costLines.flatMap((line) =>
      noted(event, event.data.award, event.data.provider, line),
    ),
  ],
  CommitmentChangeReleased: (event) =>
    changed(event, ['reserved', 'scheme'], ['reserved', 'committed']),
  CommitmentNovated: commitmentNovated,
  CommitmentPassedBack: (event) =>
    event.data.lines.flatMap((line) => passed(event, 'committed', line)),
  CostLinesMoved: costLinesMoved,
  CostLinesFollowed: (event) =>
    event.data.costLines.flatMap((line) =>
      noted(event, event.data.award, event.data.provider, line),
    ),
};
