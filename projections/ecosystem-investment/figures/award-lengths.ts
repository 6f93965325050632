import { unknown } from '#contracts/values.js';
import { none } from '#libs/ledger/posting.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { shareOf, sumOf, type Investment, type Part, type Share } from './investment.js';
import { lengths } from './traits.js';

export interface LengthBand extends Share {
  readonly band: string;
  /** Awards with more than nothing in the place. */
  readonly awards: number;
}

export interface AwardLengths {
  /** Shortest first; unknown length last, by itself. Shares are of all that is promised. */
  readonly bands: readonly LengthBand[];
  /** Per cent of what is promised for a known length that is promised for 36 months or longer. */
  readonly longTerm: string | undefined;
}

const long: readonly string[] = lengths.flatMap(({ band, from }) => (from >= 36 ? [band] : []));

/** What is promised to awards, by their length in whole months. */
export function awardLengths({ parts }: Pick<Investment, 'parts'>): AwardLengths {
  const promised = parts.filter(
    ({ measure, award }) => measure === 'commitments' && award !== none,
  );
  const whole = sumOf(promised, 'commitments');
  const bands = [...lengths.map(({ band }): string => band), unknown].map((band) => {
    const of = promised.filter(({ traits }) => traits.length === band);
    return { band, awards: awardsIn(of), ...shareOf(sumOf(of, 'commitments'), whole) };
  });
  const known = bands.filter(({ band }) => band !== unknown);
  const sum = (of: readonly LengthBand[]) => of.reduce((total, { pence }) => total + pence, 0n);
  return {
    bands,
    longTerm: shareOf(sum(known.filter(({ band }) => long.includes(band))), sum(known)).share,
  };
}

const awardsIn = (parts: readonly Part[]): number =>
  [...grouped(parts, ({ award }) => award).values()].filter((of) => sumOf(of, 'commitments') > 0n)
    .length;
