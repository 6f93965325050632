import { atRisk } from '#projections/fund-health/figures/at-risk.js';
import { healthByYear, type Health } from '#projections/fund-health/figures/health.js';
import { coverage } from '#projections/fund-health/figures/coverage.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { spendingByYear } from '#projections/fund-health/figures/unknowns.js';
import type { DimensionHealth } from '#projections/fund-health/figures/level.js';
import type { FundTerms, FundView } from '#projections/reading/reading.js';
import { number, text, type Figures, type Line, type Table } from '../table.js';
import { capital, nameIn, unbroken } from '../words.js';
import { awardCell } from './award/links.js';
import { ratioInWords } from './summary.js';

/** How the fund stands by each dimension, and why. */
export const dimensionsTable = (view: FundTerms, { dimensions }: Health): Table => ({
  caption: 'Health by dimension',
  head: [text('Dimension'), text('State'), text('Why')],
  rows: dimensions.map((of) => [
    text(capital(of.dimension)),
    { text: capital(of.level), tag: of.level },
    { text: '', lines: reasonsOf(view, of) },
  ]),
});

/** Why the whole is as it is: the first reason of what speaks most against it. */
export function reasonOf(view: FundTerms, { whole, dimensions }: Health): Line {
  const worst = dimensions.find(({ level }) => level === whole);
  if (whole === 'green' || !worst) return 'Every dimension is green';
  return reasonsOf(view, worst)[0] ?? '';
}

/** Each reason, the award that it begins with leading to its own page. */
const reasonsOf = (view: FundTerms, { reasons, awards }: DimensionHealth): Line[] =>
  reasons.map((reason, place) => {
    const award = awards?.[place] ?? null;
    if (award === null) return reason;
    const { text: named, href } = awardCell(view, award);
    return href === undefined ? reason : { text: named, href, rest: reason.slice(named.length) };
  });

/** How each year is covered, past years too: what the fund had to call on, and what called on it. */
export function yearsHealthTable(view: FundView, figures: Figures): Table {
  const risks = grouped(atRisk(view), ({ year }) => year);
  const levels = new Map(healthByYear(view).map((of) => [of.year, of.level]));
  const spent = new Map(spendingByYear(view).map((row) => [row.year, row.spent]));
  return {
    caption: 'Health year by year: certainty and coverage',
    head: [
      text('Year'),
      text('Health'),
      ...['Available', 'Called on', 'Coverage', 'Lowest part', 'At risk', 'Spent'].map(number),
      number('Called on, source not known'),
    ],
    rows: coverage(view).map(({ year, whole, lowest, unknown }) => {
      const amounts = (risks.get(year) ?? []).map(({ amount }) => amount);
      const cost = spent.get(year);
      return [
        text(unbroken(year)),
        { text: capital(levels.get(year) ?? 'green'), tag: levels.get(year) ?? 'green' },
        figures.cell(`Available, ${year}`, whole.available),
        figures.cell(`Called on, ${year}`, whole.calledOn),
        number(ratioInWords(whole.covered)),
        {
          ...number(lowest ? ratioInWords(lowest.covered) : '\u2013'),
          ...(lowest
            ? {
                note:
                  lowest.kind === 'ring-fence'
                    ? nameIn(view.facts, 'ring-fence', lowest.of)
                    : capital(lowest.of),
              }
            : {}),
        },
        figures.cell(`At risk, ${year}`, {
          pence: amounts.reduce((sum, { pence }) => sum + pence, 0n),
          from: amounts.flatMap(({ from }) => from),
        }),
        figures.cell(`Spent, ${year}`, cost ?? { pence: 0n, from: [] }),
        figures.cell(`Called on without a known source, ${year}`, unknown),
      ];
    }),
    empty: 'No year has contributions, commitments or spending yet.',
  };
}
