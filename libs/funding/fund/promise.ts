import type { Override } from '#contracts/commands/fund/shapes.js';
import type { PromiseOverride, UnfiledLine } from '#contracts/events/fund/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { formatPence, maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { afterItsEnd, type AgreementInForce } from '../agreement/in-force.js';
import type { Fund } from './fund.js';
import { notOverridable, overridden, type BeyondLimit, type BeyondScheme } from './override.js';
import {
  asOneAsked,
  drawDown,
  fencedOff,
  isBudgeted,
  type Budget,
  type ShareOfSource,
} from './shares.js';

/** An amount that an award asks of a scheme's year. */
export interface AskedLine extends Budget {
  readonly amount: string;
}

/** Whose money such an amount is, as the asker has it. */
export type SplitOf<Line extends AskedLine> = (line: Line) => ShareOfSource[] | Refusal;

/** What a scheme can promise: by certainty, and how much of it no budget covers. */
export interface Promised {
  readonly lines: UnfiledLine[];
  readonly obligation: 'none' | 'law' | 'demand-led' | 'published-fact';
  readonly overBudget: Pence;
  /** What went beyond by choice; null where nothing did. */
  readonly override: PromiseOverride | null;
}

/** Why more may be promised than there is. */
interface Beyond {
  readonly obligation: 'none' | 'law' | 'published-fact';
  /** On what an obligation in law rests: nobody claims one without saying so. */
  readonly legalBasis?: string | undefined;
  readonly override?: Override | undefined;
}

interface Asked {
  readonly scheme: string;
  readonly year: string;
  readonly nature: NatureOrUnknown;
  readonly source: string;
  readonly amount: Pence;
}

/**
 * Finds the money for an award, or for more of one. Refused beyond what the scheme has uncommitted by
 * source and year, and beyond the agreement's limits ahead of confirmed money (rule 19). What law or
 * a demand-led scheme obliges to, and what has been published as a fact, is recorded at once; what an
 * override takes on itself, with by how much.
 */
export function promise<Line extends AskedLine>(
  fund: Fund,
  asking: readonly Line[],
  split: SplitOf<Line>,
  { obligation: as, override, legalBasis }: Beyond,
  effective: string,
  agreement: AgreementInForce | undefined,
): Promised | Refusal {
  if (as === 'law' && legalBasis === undefined) return refusal('basis-unsaid', {});
  const asked: Asked[] = [];
  let demandLed = asking.length > 0;
  for (const line of asking) {
    const known = line.scheme === 'unknown' ? undefined : fund.schemes.get(line.scheme);
    if (!known && as !== 'published-fact')
      return refusal('not-found', { what: 'scheme', id: line.scheme, where: 'the fund' });
    demandLed &&= known?.demandLed ?? false;
    const sources = split(line);
    if ('problem' in sources) return sources;
    const { scheme, year, nature } = line;
    asked.push(...sources.map((share) => ({ scheme, year, nature, ...share })));
  }
  const obligation = as === 'none' && demandLed ? 'demand-led' : as;

  // What was published has happened; it is kept whatever rule it breaks (rule 15).
  const breach = as === 'published-fact' ? undefined : fencedOff(fund, asked, effective);
  if (breach) return breach;
  const shares = asOneAsked(asked);
  const over = shares.map((share) => ({ ...share, short: shortfall(fund, share) }));
  const overBudget = sumPence(over.filter(isBudgeted).map(({ short }) => short));
  const short = over.filter((share) => share.short > 0n);
  if (obligation === 'none' && short.length > 0) {
    const barred = override ? notOverridable(fund, short, effective) : exceedsScheme(fund, over);
    if (barred) return 'problem' in barred ? barred : exceedsScheme(fund, barred.none);
  }

  const lines = shares.flatMap((share) => byCertainty(fund, share));
  if (obligation !== 'none') return { lines, obligation, overBudget, override: null };
  const ahead = beyondLimits(fund, lines, agreement);
  // What only gives something up is no new promise.
  const beyond =
    (asking.length > 0 ? afterItsEnd(agreement, effective) : undefined) ??
    (override ? undefined : exceedsLimit(fund, ahead, agreement));
  return beyond ?? { lines, obligation, overBudget, override: overridden(override, short, ahead) };
}

/** How far an amount goes beyond what is uncommitted. */
const shortfall = (fund: Fund, { scheme, source, year, nature, amount }: Asked): Pence =>
  maxPence(0n, amount - maxPence(0n, fund.holdings.uncommitted(scheme, source, year, nature)));

function exceedsScheme(fund: Fund, over: readonly BeyondScheme[]): Refusal {
  const first = over.find(({ short }) => short > 0n);
  if (!first) throw new Error('a refusal needs a shortfall');
  const { scheme, year, nature } = first;
  const same = over.filter((o) => o.scheme === scheme && o.year === year && o.nature === nature);
  return refusal('commitment-exceeds-scheme', {
    scheme,
    year,
    nature,
    uncommitted: formatPence(
      sumPence(same.map(({ source }) => fund.holdings.uncommitted(scheme, source, year, nature))),
    ),
    short: formatPence(sumPence(same.map(({ short }) => short))),
    shortBySource: Object.fromEntries(
      same
        .filter(({ short }) => short > 0n)
        .map(({ source, short }) => [source, formatPence(short)]),
    ),
    ruleDate: fund.terms?.since ?? '',
  });
}

/** Confirmed money is promised first; what no certainty covers counts as confirmed, over budget. */
function byCertainty(fund: Fund, { scheme, year, nature, source, amount }: Asked): UnfiledLine[] {
  const area = fund.schemes.get(scheme)?.area ?? 'unknown';
  const parts = drawDown(fund, { scheme, year, nature, source }, amount);
  return parts.map((part) => ({
    year,
    scheme,
    nature,
    source,
    area,
    certainty: part.certainty,
    amount: formatPence(part.pence),
  }));
}

/** Rule 19: up to the agreement's limits, one for indicative and one for expected, in each year. */
export const aheadOfConfirmed = (
  fund: Fund,
  lines: readonly UnfiledLine[],
  agreement: AgreementInForce | undefined,
): Refusal | undefined => exceedsLimit(fund, beyondLimits(fund, lines, agreement), agreement);

/** Where, and how far, lines go beyond those limits. */
function beyondLimits(
  fund: Fund,
  lines: readonly UnfiledLine[],
  agreement: AgreementInForce | undefined,
): BeyondLimit[] {
  const beyond: BeyondLimit[] = [];
  for (const certainty of ['indicative', 'expected'] as const)
    for (const year of new Set(lines.map((line) => line.year))) {
      const asked = sumPence(
        lines
          .filter((line) => line.certainty === certainty && line.year === year)
          .map((line) => parsePence(line.amount)),
      );
      if (asked === 0n) continue;
      const already = sumPence(
        (['reserved', 'committed', 'matched'] as const).map((holding) =>
          fund.holdings.sum({ holding, certainty, year }),
        ),
      );
      const limit = agreement?.limits[certainty] ?? 0n;
      const short = already + asked - limit;
      if (short > 0n) beyond.push({ certainty, year, asked, already, limit, short });
    }
  return beyond;
}

function exceedsLimit(
  fund: Fund,
  [first]: readonly BeyondLimit[],
  agreement: AgreementInForce | undefined,
): Refusal | undefined {
  if (!first) return undefined;
  const { certainty, year, limit, already, short } = first;
  return refusal('ahead-of-confirmed', {
    certainty,
    year,
    limit: formatPence(limit),
    already: formatPence(already),
    short: formatPence(short),
    ruleDate: agreement?.since ?? fund.terms?.since ?? '',
  });
}
