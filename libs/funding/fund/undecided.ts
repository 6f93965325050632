import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Fund } from './fund.js';
import { crosses, isOfMoney } from './move-rules.js';
import { movesUnderWay } from './move-sides.js';

/**
 * What of a year is begun and not finished: an award or a move for which something is set aside, or a
 * move from another fund for which nothing is. Nobody could finish it once the year is closed.
 */
export function undecidedIn(
  fund: Fund,
  year: string,
  here: string | undefined,
): Refusal | undefined {
  for (const [holding, what] of [
    ['reserved', 'reserved for an award that is not made yet'],
    ['moving', 'reserved for a move that is not made yet'],
  ] as const) {
    const pence = fund.holdings.sum({ holding, year });
    if (pence !== 0n) return refusal('still-undecided', { year, what, amount: formatPence(pence) });
  }
  const [leg] = movesUnderWay(fund).flatMap(([, { legs }]) =>
    legs.filter(({ from, to }) =>
      [from, to].some((place) => place.year === year && place.fund === (here ?? place.fund)),
    ),
  );
  return (
    leg &&
    refusal('still-undecided', {
      year,
      what: 'part of a move that is under way',
      amount: leg.amount,
    })
  );
}

/**
 * Confirmed money that is on its way to another fund, year or nature, at a place: there it arrives as
 * confirmed, so that it stays confirmed here until it has left.
 */
export const leavingFrom = (
  fund: Fund,
  place: Readonly<Record<'scheme' | 'source' | 'year' | 'nature' | 'award', string>>,
): Pence =>
  sumPence(
    movesUnderWay(fund).flatMap(([, { legs, lines }]) =>
      lines
        .filter((line) => {
          const leg = legs[line.leg];
          return (
            leg !== undefined &&
            isOfMoney(leg) &&
            crosses(leg) &&
            line.certainty === 'confirmed' &&
            line.scheme === place.scheme &&
            line.source === place.source &&
            line.year === place.year &&
            line.nature === place.nature &&
            line.award === place.award
          );
        })
        .map(({ amount }) => parsePence(amount)),
    ),
  );
