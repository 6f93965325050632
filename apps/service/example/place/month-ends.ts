import { monthsOf } from '#contracts/financial-year.js';
import { formatPence } from '#libs/money/pence.js';
import type { Step } from '../step.js';
import { dayIn, monthAfter, years } from './days.js';
import { drawsFor } from './draw.js';
import type { Budget } from './money-in.js';
import { toFund, type Telling } from './telling.js';

const better = [
  'Posts stood empty for longer than planned',
  'Fewer people were referred than expected',
  'A start was put off by a month',
] as const;
const worse = [
  'More people need more hours than planned',
  'Prices rose above what was planned',
  'Winter was harder than planned',
] as const;
const steady = ['As planned', 'On budget so far', 'Spending runs close to the budget'] as const;

/**
 * The months of the place as finance closes them: soft on the fifth working day or so of the next,
 * hard on its twentieth. March stays open for the year's end.
 */
export const monthsClosed = (fund: string, first: string, telling: Telling): Step[] =>
  years.flatMap((year) =>
    monthsOf(year)
      .filter((month) => month >= first && !month.endsWith('-03'))
      .flatMap((period) => [
        toFund(fund, { ...telling, reason: 'Month end' })(
          'soft-close-period',
          { period, offices: ['finance', 'section-151-officer', 'pooled-fund-manager'] },
          dayIn(monthAfter(period), 8),
        ),
        toFund(fund, { ...telling, reason: 'Month end' })(
          'hard-close-period',
          { period },
          dayIn(monthAfter(period), 20),
        ),
      ]),
  );

/** What budget holders think that the year will come to, month by month, and why. */
export function forecasts(
  fund: string,
  budgets: readonly Budget[],
  /** By which per cent of the budget a scheme's outturn is known to lean, by year. */
  leaning: (scheme: string, year: string) => number,
  first: string,
  telling: Telling,
): Step[] {
  return budgets.flatMap(({ scheme, source, nature = 'revenue', amounts }) => {
    const draw = drawsFor(`${fund}/${scheme}/${source}/forecast`);
    return years.flatMap((year) => {
      const budget = BigInt(amounts[year] ?? 0) * 100n;
      if (budget === 0n) return [];
      return monthsOf(year)
        .filter((month) => month >= first)
        .flatMap((month, place) => {
          // The later in the year, the nearer to what it will be.
          const lean = (leaning(scheme, year) * (place + 1)) / 12;
          const perMille = Math.round(lean * 10) + draw.whole(-12 + place, 12 - place);
          const outturn = (budget * BigInt(1000 + perMille)) / 1000n;
          const why =
            perMille > 4
              ? draw.oneOf(worse)
              : perMille < -4
                ? draw.oneOf(better)
                : draw.oneOf(steady);
          return toFund(fund, telling)(
            'submit-forecast',
            {
              scheme,
              source,
              nature,
              year,
              month,
              outturn: formatPence(outturn),
              explanation: why,
            },
            dayIn(monthAfter(month), 7),
          );
        });
    });
  });
}
