import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { Pence } from '#libs/money/pence.js';
import { percentage } from '#libs/money/rate.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import type { Invested, InvestedLine, Moment } from '#projections/reading/reading.js';
import { placing, type Place } from './area-spending.js';
import { costParts } from './cost-parts.js';
import { isNamedAmong, servedOn } from './strategies.js';
import { withoutPassedDown } from './passed-down.js';
import { traitsOf, type Traits } from './traits.js';
import { measureNames, type Measure } from './measures.js';

/** For which place, years, funds, needs, cohorts and strategies: of each nothing named is all of them. */
export interface Asked {
  /** A union of areas, in which each pound counts once. */
  readonly areas: readonly string[];
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly funds: readonly string[];
  /** As schemes name them; `unknown` for money of which it is not known. */
  readonly needs: readonly string[];
  readonly cohorts: readonly string[];
  /** Of schemes that serve one of them on the day, each pound once; `none` for what serves none. */
  readonly strategies: readonly string[];
}

/** A line, or the part of it in one cost category, with all that is known about it. */
export interface Part extends InvestedLine {
  readonly traits: Traits & { readonly category: string };
  readonly place: Place;
  /** The strategies in force on the day that its scheme serves: they may be several. */
  readonly serves: readonly string[];
  /** Its category is worked out from the lines of its award. */
  readonly proRata: boolean;
}

export type Trait = keyof Part['traits'];

/** One amount for each measure: they are never added to each other. */
export type Both<Of> = Readonly<Record<Measure, Of>>;

/** What every figure of ecosystem investment is made of. */
export interface Investment {
  readonly asked: Asked;
  readonly moment: Moment;
  readonly facts: FactsAt;
  readonly ofFund: ReadonlyMap<string, FactsAt>;
  /** In the place, of the years, funds, needs, cohorts and strategies asked about. */
  readonly parts: readonly Part[];
  /** The same, wherever it lies. */
  readonly around: readonly Part[];
  /** Of the funds, needs, cohorts and strategies asked about, in every place and year. */
  readonly everyYear: readonly Part[];
  /** Of every place, year and fund that is seen. */
  readonly all: readonly Part[];
  /** Counted in the fund to which it was passed down, and in no other. */
  readonly passedDown: Both<Pence>;
  /** What that is made of. */
  readonly left: readonly Part[];
}

/** `unseen`: funds of the ledger that whoever asks does not see, to which money may have been passed down. */
export function investment(
  invested: Invested,
  asked: Asked,
  unseen?: ReadonlySet<string>,
): Investment {
  const { moment, facts, ofFund } = invested;
  const left = both((measure) =>
    withoutPassedDown(
      invested.lines.filter((line) => line.measure === measure),
      facts,
      unseen,
    ),
  );
  const traits = traitsOf(invested, asked.areas);
  const placeOf = asked.areas.length === 0 ? () => 'within' as const : placing(asked.areas, facts);
  const serves = servedOn(facts, moment.day);
  const partsOf = (lines: readonly InvestedLine[]): Part[] =>
    costParts(
      lines
        .filter(({ pence }) => pence !== 0n)
        .map((line) => ({
          ...line,
          traits: traits(line),
          place: placeOf(line.area, line.day),
          serves: serves(line.fund, line.scheme),
        })),
      invested,
    ).map(({ line, category, proRata, pence }) => ({
      ...line,
      pence,
      proRata,
      traits: withCategory(line.traits, category),
    }));
  const all = partsOf(measureNames.flatMap((measure) => left[measure].lines));
  const everyYear = all.filter(isOfWhatIsAsked(asked));
  const around = everyYear.filter(({ year }) => isOfYears(asked, year));
  const gone = partsOf(measureNames.flatMap((measure) => left[measure].left))
    .filter(isOfWhatIsAsked(asked))
    .filter(({ year }) => isOfYears(asked, year));
  return {
    ...{ asked, moment, facts, ofFund, all, around, everyYear },
    parts: around.filter(({ place }) => place === 'within'),
    ...{ passedDown: sums(gone), left: gone },
  };
}

/** Each by its name, so that all have one shape: every figure looks at the traits of every part. */
const withCategory = (of: Traits, category: string): Part['traits'] => ({
  scheme: of.scheme,
  need: of.need,
  cohort: of.cohort,
  funder: of.funder,
  body: of.body,
  providerType: of.providerType,
  size: of.size,
  rooted: of.rooted,
  smallLocalVcse: of.smallLocalVcse,
  length: of.length,
  decided: of.decided,
  category,
});

export const isOfYears = ({ from, to }: Pick<Asked, 'from' | 'to'>, year: string): boolean =>
  (from === undefined || from <= year) && (to === undefined || year <= to);

function isOfWhatIsAsked({ funds, needs, cohorts, strategies }: Asked): (part: Part) => boolean {
  const isOneOf = (asked: readonly string[], is: string): boolean =>
    asked.length === 0 || asked.includes(is);
  return ({ fund, traits, serves }) =>
    isOneOf(funds, fund) &&
    isOneOf(needs, traits.need) &&
    isOneOf(cohorts, traits.cohort) &&
    (strategies.length === 0 || isNamedAmong(strategies, serves));
}

export const both = <Of>(of: (measure: Measure) => Of): Both<Of> => ({
  spending: of('spending'),
  commitments: of('commitments'),
});

export const sumOf = (parts: readonly Part[], measure: Measure): Pence =>
  parts.reduce((sum, part) => (part.measure === measure ? sum + part.pence : sum), 0n);

export const sums = (parts: readonly Part[]): Both<Pence> =>
  both((measure) => sumOf(parts, measure));

/** An amount, and what per cent it is of a whole; undefined where the whole is nothing or less. */
export interface Share {
  readonly pence: Pence;
  readonly share: string | undefined;
}

export const shareOf = (pence: Pence, whole: Pence): Share => ({
  pence,
  share: whole > 0n ? percentage(pence, whole) : undefined,
});

/** What is the same in one respect, with its shares of everything in each measure. */
export interface Group extends Both<Share> {
  readonly is: string;
}

/** By one respect: the most promised first, then the most spent; what is not known stands last. */
export function groupsBy(parts: readonly Part[], of: (part: Part) => string): Group[] {
  const whole = sums(parts);
  return [...grouped(parts, of)]
    .map(([is, together]) => ({
      is,
      ...both((measure) => shareOf(sumOf(together, measure), whole[measure])),
    }))
    .filter(({ spending, commitments }) => spending.pence !== 0n || commitments.pence !== 0n)
    .sort(
      (a, b) =>
        Number(a.is === 'unknown') - Number(b.is === 'unknown') ||
        bySize(b.commitments.pence, a.commitments.pence) ||
        bySize(b.spending.pence, a.spending.pence) ||
        (a.is < b.is ? -1 : 1),
    );
}

export const bySize = (a: Pence, b: Pence): number => (a < b ? -1 : a > b ? 1 : 0);
