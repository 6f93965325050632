import type { FundCommand } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { Decision } from '#libs/funding/decision.js';
import { must, whole, yearOfDay, type Auditor } from './auditor.js';
import type { Ledger } from './reconcile.js';
import { limits, schemes } from './workload.js';

/** Was it right to let this happen, or to refuse it? By the auditor's own books, before the step. */
export function judge(
  asked: FundCommand,
  decision: Decision<FundEvent>,
  books: Auditor,
  ledger: Ledger,
): void {
  if (decision.refused) {
    const short = decision.refused.facts['short'];
    if (typeof short === 'string') must('a shortfall is not below zero', whole(short) >= 0n);
  }
  switch (asked.command) {
    case 'allocate-budget':
      judgeAllocation(asked, decision, books);
      return;
    case 'reserve-commitment':
      judgeReservation(asked, decision, books, ledger);
      return;
    case 'verify-expenditure':
    case 'accrue-expenditure':
      judgeSpending(asked, decision, books);
      return;
    case 'record-payment':
      must('what was paid is recorded', decision.refused === undefined);
      return;
    default:
      return;
  }
}

function judgeAllocation(
  {
    scheme,
    source,
    year,
    nature,
    amount,
    effective,
  }: Extract<FundCommand, { command: 'allocate-budget' }>,
  decision: Decision<FundEvent>,
  books: Auditor,
): void {
  const fenced = books.fenced(source, categoryOf(scheme), year, nature, effective);
  const covered = whole(amount) <= books.unallocated(source, year, nature);
  must(
    'rules 18, 19: allocated exactly if it may be',
    (decision.events !== undefined) === (covered && !fenced),
  );
  if (fenced) must('rule 18 is named first', decision.refused?.problem === 'ring-fence-forbids');
}

function judgeReservation(
  asked: Extract<FundCommand, { command: 'reserve-commitment' }>,
  decision: Decision<FundEvent>,
  books: Auditor,
  ledger: Ledger,
): void {
  const [event] = decision.events ?? [];
  if (event?.type !== 'CommitmentReserved') return;
  const { lines, obligation } = event.data;
  const sum = lines.reduce((total, line) => total + whole(line.amount), 0n);
  must(
    'rule 2: the split sums to what was asked',
    sum === asked.lines.reduce((total, line) => total + whole(line.amount), 0n),
  );
  let beyond = 0n;
  for (const key of new Set(
    lines.map((line) => [line.scheme, line.source, line.year, line.nature].join('|')),
  )) {
    const [scheme = '', source = '', year = '', nature = ''] = key.split('|');
    const wanted = lines
      .filter((line) => [line.scheme, line.source, line.year, line.nature].join('|') === key)
      .reduce((total, line) => total + whole(line.amount), 0n);
    const left = books.uncommitted(scheme, source, year, nature);
    beyond += max(0n, wanted - max(0n, left));
    const free = obligation === 'published-fact' || source === 'unknown';
    must(
      'rule 18: nothing is promised across a ring-fence',
      free || !books.fenced(source, categoryOf(scheme), year, nature, asked.effective),
    );
  }
  must('rule 19: over budget by what is not there', whole(event.data.overBudget) === beyond);
  if (obligation !== 'none') return;
  must('rule 19: nothing without an obligation is promised beyond the budget', beyond === 0n);
  for (const certainty of ['indicative', 'expected'] as const)
    for (const year of new Set(lines.map((line) => line.year))) {
      const added = lines
        .filter((line) => line.certainty === certainty && line.year === year)
        .reduce((total, line) => total + whole(line.amount), 0n);
      if (added === 0n) continue;
      let ahead = added;
      for (const holding of ['reserved', 'committed', 'matched'])
        for (const [of, pence] of ledger.all('by-certainty', holding, certainty))
          if (of[4] === year) ahead += pence;
      must(`rule 19: ahead of confirmed money within the limit`, ahead <= limits[certainty]);
    }
}

/** Each source's share of a match is within a penny of its part of what is left. */
function judgeSpending(
  asked: Extract<FundCommand, { command: 'verify-expenditure' | 'accrue-expenditure' }>,
  decision: Decision<FundEvent>,
  books: Auditor,
): void {
  if (asked.award === undefined || !decision.events) return;
  const [event, cleared] = [...decision.events].reverse();
  if (event?.type !== 'ExpenditureVerified' && event?.type !== 'ExpenditureAccrued') return;
  const year = yearOfDay(asked.effective);
  const left = [...books.outstanding()]
    .filter(([of]) => of[0] === asked.award && of[3] === year && of[4] === asked.nature)
    .map(([of, pence]) => ({ scheme: of[1], source: of[2], pence }));
  // An accrual that the invoice clears is reversed first: what it had matched is there again.
  if (
    cleared?.type === 'AccrualReversed' &&
    cleared.data.award === asked.award &&
    cleared.data.nature === asked.nature
  )
    for (const { drawsOn, scheme, source, amount } of cleared.data.parts) {
      if (drawsOn !== 'commitment') continue;
      const share = left.find((other) => other.scheme === scheme && other.source === source);
      if (share) share.pence += whole(amount);
      else left.push({ scheme, source, pence: whole(amount) });
    }
  const outstanding = left.reduce((total, { pence }) => total + pence, 0n);
  const cost = whole(event.data.cost);
  const matched = cost < outstanding ? cost : outstanding;
  for (const share of left) {
    const part = event.data.parts
      .filter(
        (of) =>
          of.drawsOn === 'commitment' && of.scheme === share.scheme && of.source === share.source,
      )
      .reduce((total, of) => total + whole(of.amount), 0n);
    const off = part * outstanding - matched * share.pence;
    must(
      'sources pay in proportion to what each has left',
      outstanding === 0n ? part === 0n : off < outstanding && -off < outstanding,
    );
    if (matched === outstanding)
      must('the last payment exhausts all exactly', part === share.pence);
  }
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const categoryOf = (scheme: string): string =>
  (schemes as Readonly<Record<string, string>>)[scheme] ?? 'unknown';
