import type { AddedLine, TakenLine } from '#contracts/commands/fund/commitment-changes.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  CommitmentChangeConfirmed,
  CommitmentChangeReleased,
  CommitmentChangeReserved,
  CostLinesMoved,
  type Clawback,
  type CostMove,
} from '#contracts/events/fund/commitment-changes.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { CommitmentLine, UnfiledLine } from '#contracts/events/fund/shapes.js';
import type { CostShare } from '#contracts/events/award/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { apportion } from '#libs/money/apportion.js';
import { formatPence, minPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint, happened, refused, type Decision } from '../decision.js';
import { stillFor } from './award-gains.js';
import { takeBack } from './clawback.js';
import { byCostShare, categoriesOf, costLinesMoved, takenFromCostLines } from './cost-lines.js';
import { costFenceBreach, costFenceOfLines, costLinesOf } from './cost-fences.js';
import { costShareBreach, moneyOf, type AwardGain } from './cost-share-limits.js';
import { coveredByLapse, coveredByRelease } from './cover-freed.js';
import type { FundContext } from './deciders.js';
import type { Commitment, Fund } from './fund.js';
import { novation } from './novation.js';
import { asLine, fromOutstanding, outstanding } from './outstanding.js';
import { filed, filedOpen, openPeriodOf } from './periods.js';
import { promise } from './promise.js';
import { splitBySource, type ShareOfSource } from './shares.js';

type Decided = Decision<FundEvent>;

/** A change of an award between its reservation and its end in this fund. */
export interface ChangeUnderWay {
  readonly change: string;
  readonly adds: readonly CommitmentLine[];
  readonly takes: readonly CommitmentLine[];
  readonly costShares: readonly CostShare[];
  readonly costMoves: readonly CostMove[];
  readonly novatedTo: string | null;
  readonly clawback: Clawback | null;
}

/**
 * Sets aside what a change of an award needs from the schemes, by the rules of a new commitment (rule
 * 19), and what it takes from the award, so that no spending draws on it until the change is decided.
 */
function reserveChange(
  fund: Fund,
  command: FundCommandOf<'reserve-change'>,
  context: FundContext,
): Decided {
  const { agreement } = context;
  const { award, change, effective } = command;
  const commitment = fund.commitments.get(award);
  const barred = notChangeable(commitment, command);
  if (barred) return { refused: barred };
  const move = stillFor(fund, award);
  if (move !== undefined) return refused('change-under-way', { award, change: move });

  const promised = promise(
    fund,
    command.adds,
    (line) => splitOfChange(fund, award, line),
    command,
    effective,
    agreement,
  );
  if ('problem' in promised) return { refused: promised };
  const fenced =
    costFenceBreach(
      fund,
      promised.lines,
      [
        ...categoriesOf(costLinesOf(fund, award)),
        ...command.costShares.map(({ category }) => category),
      ],
      effective,
    ) ?? costFenceOfLines(fund, award, command.costMoves, effective);
  if (fenced) return { refused: fenced };
  const takes: UnfiledLine[] = [];
  for (const line of command.takes) {
    const taken = taking(fund, command, line);
    if ('problem' in taken) return { refused: taken };
    takes.push(...taken);
  }
  if (command.takesAll) takes.push(...allOutstanding(fund, command));
  const short = shortCostLine(commitment, command.costMoves);
  if (short) return { refused: short };
  const share = costShareBreach(
    fund,
    [gainOfChange(fund, command, promised.lines, takes)],
    effective,
  );
  if (share) return { refused: share };
  const takenBack = takeBack(fund, command, command.clawback, context);
  if ('problem' in takenBack) return { refused: takenBack };
  const added = filed(fund, promised.lines, effective, context);
  if ('problem' in added) return { refused: added };
  const taken = filed(fund, takes, effective, context);
  if ('problem' in taken) return { refused: taken };
  return happened(
    CommitmentChangeReserved.of(effective, {
      award,
      change,
      provider: command.provider,
      kind: command.kind,
      adds: added,
      takes: taken,
      costShares: command.costShares,
      costMoves: command.costMoves,
      novatedTo: command.novatedTo,
      clawback: command.clawback,
      expires: command.expires,
      obligation: promised.obligation,
      legalBasis: promised.obligation === 'law' ? (command.legalBasis ?? null) : null,
      overBudget: formatPence(promised.overBudget),
      override: promised.override,
      agreementRevision: agreement?.revision ?? -1,
    }),
  );
}

/** What the change will make of the award's money and cost lines here, once it is decided. */
const gainOfChange = (
  fund: Fund,
  { award, costShares, costMoves }: FundCommandOf<'reserve-change'>,
  adds: readonly UnfiledLine[],
  takes: readonly UnfiledLine[],
): AwardGain => ({
  award,
  money: [...moneyOf(adds), ...moneyOf(takes, -1n)],
  costLines: [
    ...byCostShare(adds, costShares),
    ...takenFromCostLines(takes, costLinesOf(fund, award)),
    ...costLinesMoved(costMoves),
  ],
});

/** A change may bring an award into a fund that had no part in it; else it needs a commitment that stands. */
function notChangeable(
  commitment: Commitment | undefined,
  { award, change, provider, adds }: FundCommandOf<'reserve-change'>,
): Refusal | undefined {
  if (!commitment)
    return adds.length > 0
      ? undefined
      : refusal('not-found', { what: 'award', id: award, where: 'the fund' });
  if (commitment.changes.has(change))
    return refusal('already-exists', { what: 'change', id: change, where: `The award ${award}` });
  if (commitment.change)
    return refusal('change-under-way', { award, change: commitment.change.change });
  if (commitment.state === 'reserved')
    return refusal('wrong-order', {
      what: 'The award',
      id: award,
      state: 'reserved',
      needed: 'made',
    });
  return commitment.state === 'committed' && commitment.provider !== provider
    ? refusal('other-provider', { award, provider: commitment.provider, asked: provider })
    : undefined;
}

/** Whose money more of an award is: as asked, or as the award's own year is split. */
function splitOfChange(fund: Fund, award: string, line: AddedLine): ShareOfSource[] | Refusal {
  const amount = parsePence(line.amount);
  if (line.sources !== 'as-award') return splitBySource(fund, line, line.sources, amount);
  const bySource = new Map<string, Pence>();
  for (const holding of ['committed', 'matched'] as const)
    for (const { source, pence } of fund.holdings.list({
      holding,
      award,
      scheme: line.scheme,
      year: line.year,
      nature: line.nature,
    }))
      bySource.set(source, (bySource.get(source) ?? 0n) + pence);
  const held = [...bySource]
    .filter(([, pence]) => pence > 0n)
    .sort(([a], [b]) => byCodePoint(a, b));
  if (held.length === 0) return splitBySource(fund, line, 'as-scheme', amount);
  const parts = apportion(
    amount,
    held.map(([, pence]) => pence),
  );
  return held
    .map(([source], place) => ({ source, amount: parts[place] ?? 0n }))
    .filter((share) => share.amount !== 0n);
}

/** All that the award has left, in every year: an end leaves nothing promised. */
const allOutstanding = (
  fund: Fund,
  { award, provider }: FundCommandOf<'reserve-change'>,
): UnfiledLine[] =>
  fund.holdings.years().flatMap((year) => {
    const part = { award, provider, year };
    return fromOutstanding(fund, part, outstanding(fund, part));
  });

/** What a change takes from the award: never more than is left of it (rule 4). */
function taking(
  fund: Fund,
  { award, provider, upTo }: FundCommandOf<'reserve-change'>,
  { scheme, year, nature, amount }: TakenLine,
): UnfiledLine[] | Refusal {
  const part = { award, provider, scheme, year, nature };
  const left = outstanding(fund, part);
  const asked = parsePence(amount);
  if (asked > left && !upTo)
    return refusal('release-exceeds-commitment', {
      award,
      year,
      outstanding: formatPence(left),
      short: formatPence(asked - left),
    });
  return fromOutstanding(fund, part, minPence(asked, left));
}

/** The first cost line that has less than is to be moved out of it. */
export function shortCostLine(
  commitment: Commitment | undefined,
  moves: readonly CostMove[],
): Refusal | undefined {
  for (const { year, from } of moves) {
    const asked = sumPence(
      moves
        .filter((move) => move.year === year && move.from === from)
        .map(({ amount }) => parsePence(amount)),
    );
    const left = commitment?.costLines.get(year)?.get(from) ?? 0n;
    if (asked > left)
      return refusal('cost-line-short', {
        category: from,
        year,
        left: formatPence(left),
        short: formatPence(asked - left),
      });
  }
  return undefined;
}

/** The change was decided in the award's stream: what was set aside is now as it says. */
function confirmChange(
  fund: Fund,
  command: FundCommandOf<'confirm-change'>,
  context: FundContext,
): Decided {
  const { award, change, effective } = command;
  const found = underWay(fund, award, change);
  if ('problem' in found) return { refused: found };
  const { commitment, provider } = found;
  const adds = reservedNow(fund, command, found.adds, context);
  const takes = reservedNow(fund, command, found.takes, context);
  const takenBack = takeBack(fund, command, found.clawback, context);
  if ('problem' in takenBack) return { refused: takenBack };
  const decided = CommitmentChangeConfirmed.of(effective, {
    award,
    change,
    provider,
    kind: commitment.kind,
    adds,
    takes,
    costLines: filedOpen(
      fund,
      [
        ...byCostShare(adds, command.costShares),
        ...takenFromCostLines(takes, commitment.costLines),
      ],
      effective,
      context,
    ),
  });
  return happened<FundEvent>(
    decided,
    ...coveredByRelease(fund, effective, award, decided),
    ...found.costMoves.map((move) =>
      CostLinesMoved.of(effective, {
        award,
        provider,
        ...move,
        period: openPeriodOf(fund, move.year, effective, context),
        by: 'allowance',
        reference: change,
      }),
    ),
    ...(found.novatedTo === null
      ? []
      : [novation(fund, award, commitment, found.novatedTo, change, effective, context)]),
    ...takenBack,
  );
}

function lapseChange(
  fund: Fund,
  command: FundCommandOf<'lapse-change'>,
  context: FundContext,
): Decided {
  const { award, change, effective } = command;
  const found = underWay(fund, award, change);
  if ('problem' in found) return { refused: found };
  return happened<FundEvent>(
    CommitmentChangeReleased.of(effective, {
      award,
      change,
      provider: found.provider,
      kind: found.commitment.kind,
      adds: reservedNow(fund, command, found.adds, context),
      takes: reservedNow(fund, command, found.takes, context),
    }),
    ...coveredByLapse(fund, effective, { award, change }),
  );
}

function underWay(
  fund: Fund,
  award: string,
  change: string,
): (ChangeUnderWay & { commitment: Commitment; provider: string }) | Refusal {
  const commitment = fund.commitments.get(award);
  return commitment?.change?.change === change
    ? { ...commitment.change, commitment, provider: commitment.provider }
    : refusal('not-reserved', { award, where: `the fund for the change "${change}"` });
}

/**
 * What is set aside, by its certainty now, and in a period that is open now: money may have been
 * confirmed, and a month closed, since it was set aside. A change adds to or
 * takes from a scheme's year, never both, so that the two are told apart by where they lie.
 */
function reservedNow(
  fund: Fund,
  { award, effective }: { readonly award: string; readonly effective: string },
  lines: readonly CommitmentLine[],
  context: FundContext,
): CommitmentLine[] {
  const places = new Map(
    lines.map((line) => [[line.year, line.scheme, line.nature, line.source].join('|'), line]),
  );
  const reserved = [...places.values()].flatMap(({ year, scheme, nature, source }) =>
    fund.holdings.list({ holding: 'reserved', year, award, scheme, nature, source }).map(asLine),
  );
  return filedOpen(fund, reserved, effective, context);
}

export const commitmentChangeDeciders = {
  'reserve-change': reserveChange,
  'confirm-change': confirmChange,
  'lapse-change': lapseChange,
} as const;
