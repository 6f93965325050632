import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { AgreementTerms } from '#contracts/events/agreement/terms.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { PeriodHardClosed } from '#contracts/events/fund/periods.js';
import {
  YearClosed,
  type Brought,
  type Pot,
  type SourceYear,
} from '#contracts/events/fund/year-end.js';
import {
  firstDayOf,
  lastDayOf,
  periodsOf,
  yearAfter,
  yearBefore,
} from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { versionOn } from '../../versions.js';
import { happened, refused, type Decision } from '../../decision.js';
import type { FundContext } from '../deciders.js';
import type { Fund } from '../fund.js';
import { budgetPeriod } from '../periods.js';
import { alignedLines, writtenAligned } from './aligned.js';
import { decidedCommitments } from './carried-commitments.js';
import { broughtInto } from './opening.js';
import { positions, spentFromUnknown, spentOfUnknownNature, type Position } from './position.js';
import { shared, type Shared } from './variance.js';
import { movedOn, potKey } from './years.js';

type CloseYear = FundCommandOf<'close-year'>;

/**
 * The year-end, its seven steps in their order (domain.md, *The year-end*), decided at once: either
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
  const all = positions(fund, year);
  const pools = all.filter(({ settled }) => settled === 'shared');
  const excess = excesses(all, pools.length > 0, agreement?.terms);
  const borneByPool = excess.filter(({ bearer }) => bearer === 'pool');
  const aligned = alignedLines(fund, command, context.aligned ?? [], pools, agreement?.terms);
  if ('problem' in aligned) return { refused: aligned };
  const borne = sumPence(borneByPool.map(({ pence }) => pence));
  const share = shared(fund, year, pools, { excess: borne, aligned }, agreement?.terms);
  const alone = partOfOne(share, excess, pools);
  if (alone !== undefined) return refused('settles-alone', { party: alone, year });

  const results: Result[] = [];
  for (const position of all) {
    const result = settle(position, command, share, excess, {
      returns: agreement?.terms.yearEnd.underspend === 'returned',
      organisation: fund.sources.get(position.source)?.organisation ?? '',
    });
    if ('problem' in result) return { refused: result };
    results.push(result);
  }
  const made = sumPence(results.map(({ transfer }) => transfer));
  if (made !== 0n) throw new Error(`closing ${year} would make ${formatPence(made)} of money`);

  const before = fund.years.get(year);
  const carriedTo = (of: Position): Pence =>
    sumPence(
      undone.carried
        .filter(({ source, nature }) => source === of.source && nature === of.nature)
        .map(({ amount }) => parsePence(amount)),
    );
  const closed = YearClosed.of(effective, {
    year,
    closing: (before?.closings ?? 0) + 1,
    period,
    opens,
    agreementRevision: agreement?.revision ?? -1,
    sources: results.filter(isSomething).map(written),
    variance: formatPence(share.variance),
    covered: share.covered.map(({ by, pence }) => ({ by, amount: formatPence(pence) })),
    retained: share.retained.map(({ use, pence }) => ({ use, amount: formatPence(pence) })),
    aligned: aligned.map(writtenAligned),
    shared: formatPence(share.shared),
    base: share.base.map(bySource),
    shares: share.shares.map(bySource),
    transfers: differences(results, ({ transfer }) => transfer, before?.transferred),
    returnable: differences(results, ({ returnable }) => returnable, before?.returnable),
    brought: results.flatMap((result) => broughtBy(fund, year, result, carriedTo(result.position))),
    commitments: undone.carried,
    costLines: undone.costLines,
  });
  return happened<FundEvent>(
    ...undone.released,
    closed,
    ...periodsOf(year)
      .filter((each) => fund.periods.get(each)?.state !== 'hard-closed')
      .map((each) => PeriodHardClosed.of(effective, { period: each })),
  );
}

/** What must be so before a year can close at all. */
function notClosable(fund: Fund, { year }: CloseYear, { today }: FundContext): Refusal | undefined {
  if (today <= lastDayOf(year)) return refusal('year-not-over', { year, last: lastDayOf(year) });
  if (fund.years.get(year)?.state === 'closed') return refusal('year-stands-closed', { year });
  const earlier = yearBefore(year);
  if (fund.holdings.years().includes(earlier) && fund.years.get(earlier)?.state !== 'closed')
    return refusal('earlier-year-open', { year, earlier });
  for (const [holding, what] of [
    ['reserved', 'reserved for an award that is not made yet'],
    ['moving', 'reserved for a move that is not made yet'],
  ] as const) {
    const pence = fund.holdings.sum({ holding, year });
    if (pence !== 0n) return refusal('still-undecided', { year, what, amount: formatPence(pence) });
  }
  const unknown = spentFromUnknown(fund, year);
  if (unknown !== 0n) return refusal('sources-unknown', { year, amount: formatPence(unknown) });
  const neither = spentOfUnknownNature(fund, year);
  return neither === 0n
    ? undefined
    : refusal('natures-unknown', { year, amount: formatPence(neither) });
}

/** What a source that settles alone spent beyond its own, and who bears it. */
interface Excess {
  readonly of: Position;
  readonly pence: Pence;
  /** `pool`: all of the unrestricted money; undefined where there is none, and nobody bears it. */
  readonly bearer: 'pool' | { readonly source: string } | undefined;
}

const excesses = (
  all: readonly Position[],
  hasPool: boolean,
  terms: AgreementTerms | undefined,
): Excess[] =>
  all
    .filter((of) => of.settled === 'alone' && of.broughtForward + of.own < 0n)
    .map((of) => {
      const named = terms?.yearEnd.excess.find(({ source }) => source === of.source);
      const bearer = named ? { source: named.bearer } : hasPool ? 'pool' : undefined;
      return { of, pence: -(of.broughtForward + of.own), bearer };
    });

const isBorneBy = ({ bearer }: Excess, party: string): boolean =>
  typeof bearer === 'object' && bearer.source === party;

/**
 * Who would give or get a part of what is shared, and has no part in it: money that settles alone, or
 * no money of the fund at all (step 2). What fell to it would be nobody's.
 */
function partOfOne(
  { base, comesTo }: Shared,
  excess: readonly Excess[],
  pools: readonly Position[],
): string | undefined {
  const parties = [
    ...base.map(({ party }) => party),
    ...[...comesTo].flatMap(([party, pence]) => (pence === 0n ? [] : [party])),
    ...excess.flatMap(({ bearer }) => (typeof bearer === 'object' ? [bearer.source] : [])),
  ];
  return parties.find((party) => !pools.some(({ source }) => source === party));
}

/** What one source comes to, in pence. */
interface Result {
  readonly position: Position;
  readonly transfer: Pence;
  readonly outcome: SourceYear['outcome'];
  readonly returnable: Pence;
  readonly carriedForward: Pence;
  /** Of what is carried, what nobody can allocate before it is decided about. */
  readonly held: Pence;
  readonly basis: string | null;
}

function settle(
  position: Position,
  command: CloseYear,
  share: Shared,
  excess: readonly Excess[],
  of: { readonly returns: boolean; readonly organisation: string },
): Result | Refusal {
  const { source, broughtForward, own } = position;
  if (position.settled === 'alone') {
    const covered = excess.find((one) => one.of === position);
    return settleAlone(position, covered?.bearer === undefined ? 0n : covered.pence, command);
  }
  const bears = sumPence(excess.filter((one) => isBorneBy(one, source)).map(({ pence }) => pence));
  const transfer = (share.comesTo.get(source) ?? 0n) - own - bears;
  const left = broughtForward + own + transfer;
  const { reserve, use } = share.keeps.get(source) ?? { reserve: 0n, use: 0n };
  const returnable = of.returns ? maxPence(0n, left - reserve - use) : 0n;
  const carried = left - returnable;
  const basis = command.bases.find((one) => one.source === source);
  if (carried > 0n && of.organisation.startsWith('GB-NHS-') && !basis)
    return refusal('basis-missing', { source, amount: formatPence(carried) });
  return {
    position,
    transfer,
    outcome: carried !== 0n ? 'carried' : returnable !== 0n ? 'returnable' : 'nothing-left',
    returnable,
    carriedForward: carried,
    // What was held in reserve stays so, as far as it was not needed.
    held: minPence(
      maxPence(0n, position.held - (share.drawn.get(source) ?? 0n)) + reserve,
      maxPence(0n, carried),
    ),
    basis: basis ? `${basis.office}: ${basis.basis}` : null,
  };
}

/** Ring-fenced, restricted, year-limited and capital money: its funder's word decides (step 2). */
function settleAlone(
  position: Position,
  transfer: Pence,
  { unspent }: CloseYear,
): Result | Refusal {
  const { source, nature, yearLimited } = position;
  const left = position.broughtForward + position.own + transfer;
  const said = unspent.find((one) => potKey(one) === potKey(position));
  const decision = said?.decision ?? (yearLimited ? 'hold' : undefined);
  if (left > 0n && decision === undefined)
    return refusal('unspent-undecided', { source, nature, unspent: formatPence(left) });
  const of = { position, transfer, basis: said?.basis ?? null };
  if (left <= 0n)
    return {
      ...of,
      outcome: left === 0n ? 'nothing-left' : 'carried',
      ...{ returnable: 0n, carriedForward: left, held: 0n },
    };
  switch (decision) {
    case 'return':
      return { ...of, outcome: 'returnable', returnable: left, carriedForward: 0n, held: 0n };
    case 'hold':
      return { ...of, outcome: 'held', returnable: 0n, carriedForward: left, held: left };
    default:
      return { ...of, outcome: 'carried', returnable: 0n, carriedForward: left, held: 0n };
  }
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
    basis: result.basis,
  };
};
