import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  CommitmentConfirmed,
  CommitmentReleased,
  CommitmentReserved,
} from '#contracts/events/fund/commitments.js';
import type { CommitmentLine, UnfiledLine } from '#contracts/events/fund/shapes.js';
import { type FundEvent } from '#contracts/events/fund.js';
import type { Refusal } from '#contracts/problems.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import { byCodePoint, happened, refused, type Decision } from '../decision.js';
import { movingLinesOf } from './award-gains.js';
import { costFenceBreach } from './cost-fences.js';
import { costShareBreach, moneyOf } from './cost-share-limits.js';
import { coveredByLapse, coveredByRelease } from './cover-freed.js';
import type { FundContext } from './deciders.js';
import { byCostShare, takenFromCostLines } from './cost-lines.js';
import type { Commitment, Fund } from './fund.js';
import { asLine, fromOutstanding, outstanding } from './outstanding.js';
import { filed, filedOpen, yearOfPublished } from './periods.js';
import { promise } from './promise.js';
import { splitBySource } from './shares.js';

type Decided = Decision<FundEvent>;

/** Sets money aside for an award, before it is awarded. */
function reserveCommitment(
  fund: Fund,
  command: FundCommandOf<'reserve-commitment'>,
  context: FundContext,
): Decided {
  const { agreement } = context;
  if (fund.commitments.has(command.award))
    return refused('already-exists', { what: 'award', id: command.award, where: 'The fund' });
  // What was published has happened; it is kept whatever rule it breaks (rule 15).
  const isPublished = command.obligation === 'published-fact';
  const fallsOn = (year: string): string =>
    isPublished ? yearOfPublished(fund, year, command.effective, context) : year;
  const relatesTo = new Map(command.lines.map(({ year }) => [fallsOn(year), year]));
  const promised = promise(
    fund,
    command.lines.map((line) => ({ ...line, year: fallsOn(line.year) })),
    (line) => splitBySource(fund, line, line.sources, parsePence(line.amount)),
    command,
    command.effective,
    agreement,
  );
  if ('problem' in promised) return { refused: promised };
  const barred = isPublished ? undefined : notForThis(fund, command, promised.lines);
  if (barred) return { refused: barred };
  const lines = filed(fund, promised.lines, command.effective, context);
  if ('problem' in lines) return { refused: lines };
  return happened(
    CommitmentReserved.of(command.effective, {
      award: command.award,
      kind: command.kind,
      provider: command.provider,
      expires: command.expires,
      costShares: command.costShares,
      obligation: promised.obligation,
      legalBasis: promised.obligation === 'law' ? (command.legalBasis ?? null) : null,
      overBudget: formatPence(promised.overBudget),
      override: promised.override,
      agreementRevision: agreement?.revision ?? -1,
      lines: relating(lines, relatesTo),
    }),
  );
}

/** Lines by the year whose cost they are, in place of the year on whose budget they fall. */
const relating = (
  lines: readonly CommitmentLine[],
  relatesTo: ReadonlyMap<string, string>,
): CommitmentLine[] =>
  lines.map((line) => ({ ...line, year: relatesTo.get(line.year) ?? line.year }));

/** Why the money is not for what the award is for, or not for so much of it. */
const notForThis = (
  fund: Fund,
  { award, costShares, effective }: FundCommandOf<'reserve-commitment'>,
  lines: readonly UnfiledLine[],
): Refusal | undefined =>
  costFenceBreach(
    fund,
    lines,
    costShares.map(({ category }) => category),
    effective,
  ) ??
  costShareBreach(
    fund,
    [{ award, money: moneyOf(lines), costLines: byCostShare(lines, costShares) }],
    effective,
  );

function confirmCommitment(
  fund: Fund,
  command: FundCommandOf<'confirm-commitment'>,
  context: FundContext,
): Decided {
  const commitment = fund.commitments.get(command.award);
  if (commitment?.state !== 'reserved') return notReserved(command.award);
  return happened(
    CommitmentConfirmed.of(command.effective, {
      award: command.award,
      provider: commitment.provider,
      lines: reservedNow(fund, command, commitment, context),
      costLines: filedOpen(
        fund,
        byCostShare(commitment.lines, command.costShares),
        command.effective,
        context,
      ),
    }),
  );
}

/** What is reserved, by its certainty now: money may have been confirmed since it was reserved. */
const reservedNow = (
  fund: Fund,
  { award, effective }: { readonly award: string; readonly effective: string },
  { lines, relatesTo }: Commitment,
  context: FundContext,
): CommitmentLine[] =>
  relating(
    filedOpen(
      fund,
      [...new Set(lines.map((line) => line.year))]
        .sort(byCodePoint)
        .flatMap((year) => fund.holdings.list({ holding: 'reserved', year, award }).map(asLine)),
      effective,
      context,
    ),
    relatesTo,
  );

/** The award was not made: what was reserved for it is free again. */
function lapseCommitment(
  fund: Fund,
  command: FundCommandOf<'lapse-commitment'>,
  context: FundContext,
): Decided {
  const commitment = fund.commitments.get(command.award);
  if (commitment?.state !== 'reserved') return notReserved(command.award);
  const { award, effective } = command;
  return happened<FundEvent>(
    CommitmentReleased.of(effective, {
      award,
      provider: commitment.provider,
      lines: reservedNow(fund, command, commitment, context),
      costLines: [],
      from: 'reserved',
      cause: 'lapsed',
    }),
    ...coveredByLapse(fund, effective, { award, change: null }),
  );
}

const notReserved = (award: string) => refused('not-reserved', { award, where: 'the fund' });

/** Gives back what the award will not need, from each source in proportion to what is left of it. */
function releaseCommitment(
  fund: Fund,
  command: FundCommandOf<'release-commitment'>,
  context: FundContext,
): Decided {
  const commitment = fund.commitments.get(command.award);
  if (!commitment)
    return refused('not-found', { what: 'award', id: command.award, where: 'the fund' });
  const { year, award, effective } = command;
  const move = movingLinesOf(fund, award);
  if (move !== undefined) return refused('change-under-way', { award, change: move });
  const part = { year, award, provider: commitment.provider };
  const left = outstanding(fund, part);
  const amount = parsePence(command.amount);
  if (amount > left)
    return refused('release-exceeds-commitment', {
      award,
      year,
      outstanding: formatPence(left),
      short: formatPence(amount - left),
    });
  const lines = filed(fund, fromOutstanding(fund, part, amount), effective, context);
  if ('problem' in lines) return { refused: lines };
  const released = CommitmentReleased.of(effective, {
    award,
    provider: commitment.provider,
    lines,
    costLines: filedOpen(fund, takenFromCostLines(lines, commitment.costLines), effective, context),
    from: 'committed',
    cause: 'given-up',
  });
  return happened<FundEvent>(released, ...coveredByRelease(fund, effective, award, released));
}

export const commitmentDeciders = {
  'reserve-commitment': reserveCommitment,
  'confirm-commitment': confirmCommitment,
  'lapse-commitment': lapseCommitment,
  'release-commitment': releaseCommitment,
} as const;
