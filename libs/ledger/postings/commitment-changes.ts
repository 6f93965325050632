import type { commitmentChangeEvents } from '#contracts/events/fund/commitment-changes.js';
import type { CommitmentLine } from '#contracts/events/fund/shapes.js';
import type { EventOf } from '#contracts/events/all.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import { budget, move, type BudgetHolding, type Posting, type PostingsBy } from '../posting.js';
import { filed, passLine } from './commitment-lines.js';
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
  ...event.data.adds.flatMap((line) => passLine(event, event.data, line, ...adds)),
  ...event.data.takes.flatMap((line) => passLine(event, event.data, line, ...takes)),
];

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
