import { spendingConcentration } from '#projections/fund-health/figures/concentration.js';
import { held } from '#projections/fund-health/figures/held.js';
import { positionByYear } from '#projections/fund-health/figures/position.js';
import { spendingByYear } from '#projections/fund-health/figures/unknowns.js';
import type { FundView } from '#projections/reading/reading.js';
import { barsPicture } from '../charts/bars.js';
import { flowsPicture } from '../charts/flows.js';
import { yearsAheadPicture } from '../charts/years-ahead.js';
import { number, text, type Figures, type Table } from '../table.js';
import { monthInWords, withThousands } from '../words.js';
import { yearsTable } from './award-tables.js';
import { monthsTable } from './cash-tables.js';
import { concentrationBars, concentrationTable, spendingTable } from './concentration-tables.js';
import { flowsOf } from './flows.js';

/** A drawing, what it shows in a sentence, and the table that it is drawn from. */
export interface Picture {
  readonly heading: string;
  readonly svg: string | undefined;
  readonly caption: string;
  readonly table: Table;
}

export function pictures(view: FundView, year: string, figures: Figures): Picture[] {
  return [
    sourcesToUses(view, year, figures),
    yearsPicture(view, figures),
    cashPicture(view, figures),
    ...(hasUnbudgeted(view)
      ? [spendingPicture(view, figures), suppliersPicture(view, figures)]
      : []),
  ];
}

/** Spending that no budget stands behind: a fund fed with published payments. */
const hasUnbudgeted = ({ balances }: FundView): boolean =>
  balances.rows.some(
    ({ account, source }) => account === 'cash:expenditure' && source === 'unknown',
  );

function sourcesToUses(view: FundView, year: string, figures: Figures): Picture {
  const { places, flows, overBudget, overAllocated } = flowsOf(view, year);
  const labels = new Map(places.map(({ id, label }) => [id, label]));
  const name = (id: string): string => labels.get(id) ?? id;
  return {
    heading: `Sources to uses, ${year}`,
    svg:
      flows.length === 0
        ? undefined
        : flowsPicture({
            ...{ name: 'flows', title: `Sources to uses, ${year}`, places },
            flows: flows.map(({ from, to, amount }) => ({ from, to, pence: amount.pence })),
          }),
    caption: `How the money of ${year} runs from its sources through schemes and awards to types of provider. Boxes with a dashed edge hold money that is not used yet.${overBudget ? ' Where a scheme is over its budget, more runs out of it than into it.' : ''}${overAllocated ? ' Where more of a source is allocated than it has, nothing of it is drawn as not allocated.' : ''}`,
    table: {
      caption: `Sources to uses, ${year}`,
      head: [text('From'), text('To'), number('Amount')],
      rows: flows.map(({ from, to, amount }) => [
        text(name(from)),
        text(name(to)),
        figures.cell(`${name(from)} to ${name(to)}, ${year}`, amount),
      ]),
      empty: `No money has a place in ${year} yet: allocate some to a scheme, and its way appears here.`,
    },
  };
}

function yearsPicture(view: FundView, figures: Figures): Picture {
  const years = positionByYear(view.balances).filter((year) =>
    [year.confirmed, year.expected, year.indicative, year.committed].some(
      ({ pence }) => pence !== 0n,
    ),
  );
  return {
    heading: 'Years ahead',
    svg: years.length === 0 ? undefined : yearsAheadPicture(years),
    caption: 'What comes in, by how certain it is, beside what is committed to awards.',
    table: yearsTable(view, figures),
  };
}

function cashPicture(view: FundView, figures: Figures): Picture {
  const { months } = held(view);
  return {
    heading: 'Cash by month',
    svg:
      months.length === 0
        ? undefined
        : barsPicture({
            name: 'cash',
            title: 'Held by the host at each month\u2019s end',
            lying: false,
            bars: months.map(({ month, held: { pence } }) => ({
              label: monthInWords(month).replace(/^(\w{3})\w* /, '$1 '),
              pence,
            })),
          }),
    caption:
      'What the host holds for the pool at each month\u2019s end. Below zero, the host finances the pool.',
    table: monthsTable(view, figures),
  };
}

function spendingPicture(view: FundView, figures: Figures): Picture {
  return {
    heading: 'Spending by year',
    svg: barsPicture({
      name: 'spending',
      title: 'Spending by financial year',
      lying: false,
      bars: spendingByYear(view).map(({ year, spent }) => ({ label: year, pence: spent.pence })),
    }),
    caption: 'What was spent in each financial year, by the month in which it counts.',
    table: spendingTable(view, figures),
  };
}

function suppliersPicture(view: FundView, figures: Figures): Picture {
  const concentration = spendingConcentration(view);
  const { hhi, fiveLargest } = concentration;
  return {
    heading: 'Suppliers',
    svg: barsPicture({
      name: 'suppliers',
      title: 'Spending by supplier',
      lying: true,
      bars: concentrationBars(view, concentration),
    }),
    caption:
      hhi === undefined
        ? 'No supplier is named.'
        : `Concentration over named suppliers: index ${withThousands(hhi)} of 10,000; the five largest have ${fiveLargest ?? ''}%. Suppliers whose names are withheld or not known stand apart.`,
    table: concentrationTable(view, 'Spending', concentration, figures),
  };
}
