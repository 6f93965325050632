import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { PeriodHardClosed } from '#contracts/events/fund/periods.js';
import {
  YearClosed,
  type Brought,
  type Pot,
  type SourceYear,
} from '#contracts/events/fund/year-end.js';
import { firstDayOf, lastDayOf, periodsOf, yearAfter } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { versionOn } from '../../versions.js';
import { byCodePoint, happened, refused, type Decision } from '../../decision.js';
import type { FundContext } from '../deciders.js';
import type { Fund } from '../fund.js';
import { budgetPeriod } from '../periods.js';
import { undecidedIn } from '../undecided.js';
import { alignedLines, writtenAligned } from './aligned.js';
import { decidedCommitments } from './carried-commitments.js';
import { broughtInto, confirmedByClosing } from './opening.js';
import {
  positions,
  spentFromUnknown,
  spentOfUnknownNature,
  unknownIncome,
  type Position,
} from './position.js';
import { excesses, partOfOne, settle, type CarriedOn, type Result } from './settling.js';
import { shared } from './variance.js';
import { movedOn, potKey } from './years.js';

type CloseYear = FundCommandOf<'close-year'>;

/**
 * The year-end, its seven steps in their order (docs/domain.md, *The year-end*), decided at once: either
 * the whole year closes, or it says what is missing. A year that was reopened is closed again by the
 * difference, under the terms that were in force for it.
 */
export function closeYear(
  fund: Fund,
  command: CloseYear,
  context: FundContext,
): Decision<FundEvent> {
  const { year, effective } = command;
  const barred = notClosable(fund, command, context);
  if (barred) return { refused: barred };
  const period = budgetPeriod(fund, year, lastDayOf(year), context);
  if (typeof period !== 'string') return { refused: period };
  const next = yearAfter(year);
  const opens = budgetPeriod(fund, next, firstDayOf(next), context);
  if (typeof opens !== 'string') return { refused: opens };

  const undone = decidedCommitments(fund, command, period);
  if ('problem' in undone) return { refused: undone };
  const agreement = versionOn(context.agreement?.versions ?? [], lastDayOf(year));
  const all = positions(fund, year, agreement?.terms.partners);
  const pools = all.filter(({ settled }) => settled === 'shared');
  const excess = excesses(all, pools.length > 0, agreement?.terms);
  const borneByPool = excess.filter(({ bearer }) => bearer === 'pool');
  const aligned = alignedLines(fund, command, context.aligned ?? [], pools, agreement?.terms);
  if ('problem' in aligned) return { refused: aligned };
  const before = fund.years.get(year);
  const carriedOn = (of: Position): CarriedOn => ({
    now: sumPence(
      undone.carried
        .filter(({ source, nature }) => source === of.source && nature === of.nature)
        .map(({ amount }) => parsePence(amount)),
    ),
    before: before?.committed.get(potKey(of)) ?? 0n,
  });
  const share = shared(
    fund,
    year,
    pools,
    {
      excess: sumPence(borneByPool.map(({ pence }) => pence)),
      aligned,
      committed: pools.map((of) => {
        const { now, before: earlier } = carriedOn(of);
        return { party: of.source, pence: now + earlier };
      }),
      outside: parsePence(command.outside?.amount ?? '0.00'),
    },
    agreement?.terms,
  );
  const lacking = notCoveredOutside(command, pools);
  if (lacking) return { refused: lacking };
  const alone = partOfOne(share, excess, pools);
  if (alone !== undefined) return refused('settles-alone', { party: alone, year });

  const results: Result[] = [];
  for (const position of all) {
    const result = settle(fund, position, carriedOn(position), {
      ...{ command, share, excess, terms: agreement?.terms },
    });
    if ('problem' in result) return { refused: result };
    results.push(result);
  }
  const made = sumPence(results.map(({ transfer }) => transfer));
  if (made !== 0n) throw new Error(`closing ${year} would make ${formatPence(made)} of money`);

  const closed = YearClosed.of(effective, {
    year,
    closing: (before?.closings ?? 0) + 1,
    period,
    opens,
    agreementRevision: agreement?.revision ?? -1,
    sources: results.filter(isSomething).map(written),
    variance: formatPence(share.variance),
    covered: share.covered.map(({ by, pence }) => ({
      by,
      amount: formatPence(pence),
      reference: by === 'outside' ? (command.outside?.reference ?? null) : null,
    })),
    retained: share.retained.map(({ use, pence }) => ({ use, amount: formatPence(pence) })),
    aligned: aligned.map(writtenAligned),
    shared: formatPence(share.shared),
    base: share.base.map(bySource),
    shares: share.shares.map(bySource),
    transfers: differences(results, ({ transfer }) => transfer, before?.transferred),
    returnable: differences(results, ({ returnable }) => returnable, before?.returnable),
    brought: results.flatMap((result) =>
      broughtBy(fund, year, result, carriedOn(result.position).now),
    ),
    commitments: undone.carried,
    costLines: undone.costLines,
  });
  return happened<FundEvent>(
    ...undone.released,
    ...confirmedByClosing(fund, year, opens, effective),
    closed,
    ...periodsOf(year)
      .filter((each) => fund.periods.get(each)?.state !== 'hard-closed')
      .map((each) => PeriodHardClosed.of(effective, { period: each })),
  );
}

/** What must be so before a year can close at all. */
function notClosable(
  fund: Fund,
  { year }: CloseYear,
  { today, fund: here }: FundContext,
): Refusal | undefined {
  if (today <= lastDayOf(year)) return refusal('year-not-over', { year, last: lastDayOf(year) });
  if (fund.years.get(year)?.state === 'closed') return refusal('year-stands-closed', { year });
  const [earlier] = [...new Set([...fund.holdings.years(), ...fund.totals.years()])]
    .filter((one) => one < year && fund.years.get(one)?.state !== 'closed')
    .sort(byCodePoint);
  if (earlier !== undefined) return refusal('earlier-year-open', { year, earlier });
  const undecided = undecidedIn(fund, year, here);
  if (undecided) return undecided;
  const unknown = spentFromUnknown(fund, year);
  if (unknown !== 0n) return refusal('sources-unknown', { year, amount: formatPence(unknown) });
  const neither = spentOfUnknownNature(fund, year);
  if (neither !== 0n) return refusal('natures-unknown', { year, amount: formatPence(neither) });
  const nobodys = unknownIncome(fund, year);
  return nobodys === 0n
    ? undefined
    : refusal('income-unknown', { year, amount: formatPence(nobodys) });
}

/** What this closing adds to what earlier closings of the year did. */
const differences = (
  results: readonly Result[],
  amountOf: (result: Result) => Pence,
  before: ReadonlyMap<string, Pence> = new Map(),
): Pot[] =>
  results.flatMap((result) => {
    const { source, nature } = result.position;
    const pence = amountOf(result) - (before.get(potKey(result.position)) ?? 0n);
    return pence === 0n ? [] : [{ source, nature, amount: formatPence(pence) }];
  });

/**
 * The next year gets what this one leaves, less what it was given provisionally or before, and less
 * what was moved from this year or earlier ones into later years already.
 */
function broughtBy(
  fund: Fund,
  year: string,
  { position, carriedForward, held }: Result,
  commitments: Pence,
): Brought[] {
  // Aligned money stays with its owner: a year hands on what it promised, and nothing else.
  if (fund.terms?.kind === 'aligned') return [];
  const { source, nature } = position;
  const already = broughtInto(fund, yearAfter(year), position);
  return (
    [
      ['held', held - already.held],
      [
        'unallocated',
        carriedForward - held - commitments - already.other - movedOn(fund, year, position),
      ],
    ] as const
  ).flatMap(([to, pence]) =>
    pence === 0n ? [] : [{ source, nature, amount: formatPence(pence), to }],
  );
}

/** Money from outside that meets an overspend came in before the year is closed: as other income. */
function notCoveredOutside(
  { outside }: CloseYear,
  pools: readonly Position[],
): Refusal | undefined {
  const income = sumPence(pools.map(({ otherIncome }) => otherIncome));
  const short = parsePence(outside?.amount ?? '0.00') - maxPence(0n, income);
  return short > 0n ? refusal('outside-not-received', { short: formatPence(short) }) : undefined;
}

const bySource = ({ party, pence }: { readonly party: string; readonly pence: Pence }) => ({
  source: party,
  amount: formatPence(pence),
});

/** Who shares is written down also with nothing: on its budgets a variance may have fallen. */
const isSomething = ({ position: of, transfer }: Result): boolean =>
  of.settled === 'shared' ||
  [of.broughtForward, of.due, of.otherIncome, of.cost, of.own, transfer].some((x) => x !== 0n);

const written = (result: Result): SourceYear => {
  const { position: of } = result;
  return {
    source: of.source,
    nature: of.nature,
    settled: of.settled,
    broughtForward: formatPence(of.broughtForward),
    due: formatPence(of.due),
    otherIncome: formatPence(of.otherIncome),
    cost: formatPence(of.cost),
    own: formatPence(of.own),
    transfer: formatPence(result.transfer),
    outcome: result.outcome,
    returnable: formatPence(result.returnable),
    carriedForward: formatPence(result.carriedForward),
    held: formatPence(result.held),
    basis: result.basis,
  };
};
