import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  CommitmentConfirmed,
  CommitmentReleased,
  CommitmentReserved,
} from '#contracts/events/fund/commitments.js';
import { type CommitmentLine } from '#contracts/events/fund/shapes.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { apportion } from '#libs/money/apportion.js';
import { formatPence, maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint, happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Commitment, Fund } from './fund.js';
import { certaintiesWorstFirst, type Holding } from './holdings.js';
import { drawDown, fencedOff, isBudgeted, splitBySource } from './shares.js';

type Decided = Decision<FundEvent>;

/** The agreement as it stands when the fund decides (rule 12: the event names its revision). */
export interface AgreementInForce {
  readonly revision: number;
  readonly since: string;
  readonly limits: { readonly indicative: Pence; readonly expected: Pence };
}

interface Asked {
  readonly scheme: string;
  readonly year: string;
  readonly nature: NatureOrUnknown;
  readonly source: string;
  readonly amount: Pence;
}

/**
 * Sets money aside for an award, before it is awarded. Refused beyond what the scheme has uncommitted
 * by source and year, and beyond the agreement's limits ahead of confirmed money (rule 19). What law
 * or a demand-led scheme obliges to, and what has been published as a fact, is recorded at once.
 */
function reserveCommitment(
  fund: Fund,
  command: FundCommandOf<'reserve-commitment'>,
  { agreement }: FundContext,
): Decided {
  if (fund.commitments.has(command.award))
    return refused('already-exists', { what: 'award', id: command.award, where: 'The fund' });

  const asked: Asked[] = [];
  let demandLed = command.lines.length > 0;
  for (const line of command.lines) {
    const known = line.scheme === 'unknown' ? undefined : fund.schemes.get(line.scheme);
    if (!known && command.obligation !== 'published-fact')
      return refused('not-found', { what: 'scheme', id: line.scheme, where: 'the fund' });
    demandLed &&= known?.demandLed ?? false;
    const amount = parsePence(line.amount);
    const sources = splitBySource(fund, line, line.sources, amount);
    if ('problem' in sources) return { refused: sources };
    // What was published has happened; it is kept whatever rule it breaks (rule 15).
    const breach =
      command.obligation === 'published-fact'
        ? undefined
        : fencedOff(fund, line, sources, command.effective);
    if (breach) return { refused: breach };
    asked.push(...sources.map((share) => ({ ...line, ...share })));
  }
  const obligation = command.obligation === 'none' && demandLed ? 'demand-led' : command.obligation;

  const shares = merged(asked);
  const over = shares.map((share) => ({ ...share, short: shortfall(fund, share) }));
  const overBudget = sumPence(over.filter(isBudgeted).map(({ short }) => short));
  if (obligation === 'none' && over.some(({ short }) => short > 0n))
    return { refused: exceedsScheme(fund, over) };

  const lines = shares.flatMap((share) => byCertainty(fund, share));
  if (obligation === 'none') {
    const ahead = aheadOfConfirmed(fund, lines, agreement);
    if (ahead) return { refused: ahead };
  }
  return happened(
    CommitmentReserved.of(command.effective, {
      award: command.award,
      kind: command.kind,
      provider: command.provider,
      expires: command.expires,
      obligation,
      overBudget: formatPence(overBudget),
      agreementRevision: agreement?.revision ?? -1,
      lines,
    }),
  );
}

/** Lines that ask the same scheme, source, year and nature draw on one budget, so they ask as one. */
function merged(asked: readonly Asked[]): Asked[] {
  const bySameBudget = new Map<string, Asked>();
  for (const share of asked) {
    const key = [share.scheme, share.source, share.year, share.nature].join('|');
    const amount = (bySameBudget.get(key)?.amount ?? 0n) + share.amount;
    bySameBudget.set(key, { ...share, amount });
  }
  return [...bySameBudget.values()];
}

/** How far an amount goes beyond what is uncommitted. */
const shortfall = (fund: Fund, { scheme, source, year, nature, amount }: Asked): Pence =>
  maxPence(0n, amount - maxPence(0n, fund.holdings.uncommitted(scheme, source, year, nature)));

function exceedsScheme(fund: Fund, over: readonly (Asked & { short: Pence })[]): Refusal {
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
function byCertainty(
  fund: Fund,
  { scheme, year, nature, source, amount }: Asked,
): CommitmentLine[] {
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
function aheadOfConfirmed(
  fund: Fund,
  lines: readonly CommitmentLine[],
  agreement: AgreementInForce | undefined,
): Refusal | undefined {
  for (const certainty of ['indicative', 'expected'] as const)
    for (const year of new Set(lines.map((line) => line.year))) {
      const asked = sumPence(
        lines
          .filter((line) => line.certainty === certainty && line.year === year)
          .map((line) => parsePence(line.amount)),
      );
      if (asked === 0n) continue;
      const ahead = (['reserved', 'committed', 'matched'] as const).map((holding) =>
        fund.holdings.sum({ holding, certainty, year }),
      );
      const limit = agreement?.limits[certainty] ?? 0n;
      const short = sumPence(ahead) + asked - limit;
      if (short > 0n)
        return refusal('ahead-of-confirmed', {
          certainty,
          year,
          limit: formatPence(limit),
          already: formatPence(sumPence(ahead)),
          short: formatPence(short),
          ruleDate: agreement?.since ?? fund.terms?.since ?? '',
        });
    }
  return undefined;
}

function confirmCommitment(fund: Fund, command: FundCommandOf<'confirm-commitment'>): Decided {
  const commitment = fund.commitments.get(command.award);
  if (commitment?.state !== 'reserved') return notReserved(command.award);
  return happened(
    CommitmentConfirmed.of(command.effective, {
      award: command.award,
      provider: commitment.provider,
      lines: reservedNow(fund, command.award, commitment),
      costLines: costLines(commitment, command.costShares),
    }),
  );
}

/** What is reserved, by its certainty now: money may have been confirmed since it was reserved. */
const reservedNow = (fund: Fund, award: string, { lines }: Commitment): CommitmentLine[] =>
  [...new Set(lines.map((line) => line.year))]
    .sort(byCodePoint)
    .flatMap((year) => fund.holdings.list({ holding: 'reserved', year, award }).map(asLine));

const asLine = ({
  year,
  scheme,
  nature,
  source,
  certainty,
  area,
  pence,
}: Omit<Holding, 'holding' | 'award' | 'provider'>): CommitmentLine => ({
  year,
  scheme,
  nature,
  source,
  certainty,
  area,
  amount: formatPence(pence),
});

/** Each year's money by cost category, in the award's shares. */
function costLines(
  { lines }: Commitment,
  shares: FundCommandOf<'confirm-commitment'>['costShares'],
) {
  if (shares.length === 0) return [];
  const years = [...new Set(lines.map((line) => line.year))].sort(byCodePoint);
  return years.flatMap((year) => {
    const total = sumPence(
      lines.filter((line) => line.year === year).map((line) => parsePence(line.amount)),
    );
    const parts = apportion(
      total,
      shares.map(({ share }) => BigInt(share)),
    );
    return shares.map(({ category }, place) => ({
      year,
      category,
      amount: formatPence(parts[place] ?? 0n),
    }));
  });
}

/** The award was not made: what was reserved for it is free again. */
function lapseCommitment(fund: Fund, command: FundCommandOf<'lapse-commitment'>): Decided {
  const commitment = fund.commitments.get(command.award);
  if (commitment?.state !== 'reserved') return notReserved(command.award);
  return happened(
    CommitmentReleased.of(command.effective, {
      award: command.award,
      provider: commitment.provider,
      lines: reservedNow(fund, command.award, commitment),
      from: 'reserved',
      cause: 'lapsed',
    }),
  );
}

const notReserved = (award: string) => refused('not-reserved', { award, where: 'the fund' });

/** Gives back what the award will not need, from each source in proportion to what is left of it. */
function releaseCommitment(fund: Fund, command: FundCommandOf<'release-commitment'>): Decided {
  const commitment = fund.commitments.get(command.award);
  if (!commitment)
    return refused('not-found', { what: 'award', id: command.award, where: 'the fund' });
  const { year, award } = command;
  const left = bySource(fund.holdings.list({ holding: 'committed', year, award }));
  const outstanding = sumPence(left.map(({ pence }) => pence));
  const amount = parsePence(command.amount);
  if (amount > outstanding)
    return refused('release-exceeds-commitment', {
      award,
      year,
      outstanding: formatPence(outstanding),
      short: formatPence(amount - outstanding),
    });
  const shares = apportion(
    amount,
    left.map(({ pence }) => pence),
  );
  const lines = left.flatMap((share, place) => givenUp(fund, share, shares[place] ?? 0n));
  return happened(
    CommitmentReleased.of(command.effective, {
      award,
      provider: commitment.provider,
      lines,
      from: 'committed',
      cause: 'given-up',
    }),
  );
}

/** Confirmed money stays with the commitment; what is given up first is the least certain. */
const givenUp = (fund: Fund, share: Holding, amount: Pence): CommitmentLine[] =>
  fund.holdings
    .take(outstandingOf(share), amount, certaintiesWorstFirst, 'confirmed')
    .map((tranche) => asLine({ ...share, ...tranche }));

const outstandingOf = ({ year, award, scheme, nature, source }: Holding) =>
  ({ holding: 'committed', year, award, scheme, nature, source }) as const;

/** Outstanding amounts, whatever their certainty. */
function bySource(held: readonly Holding[]): Holding[] {
  const merged = new Map<string, Holding>();
  for (const one of held) {
    const key = [one.scheme, one.nature, one.source].join('|');
    const other = merged.get(key);
    merged.set(key, other ? { ...other, pence: other.pence + one.pence } : one);
  }
  return [...merged.values()];
}

export const commitmentDeciders = {
  'reserve-commitment': reserveCommitment,
  'confirm-commitment': confirmCommitment,
  'lapse-commitment': lapseCommitment,
  'release-commitment': releaseCommitment,
} as const;
