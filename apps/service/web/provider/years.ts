import { yearOf } from '#contracts/financial-year.js';
import { optionsAhead } from '#projections/provider-allocations/figures/options-ahead.js';
import { yearsAhead } from '#projections/provider-allocations/figures/years-ahead.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { certaintyPicture, type CertaintyOfYear } from '../charts/certainty.js';
import { number, text, type Cell, type Table } from '../table.js';
import { money, unbroken } from '../words.js';
import { pointQuery } from '../links.js';
import type { Picture } from '../fund/pictures.js';
import { overFunds } from './words.js';

/** The years ahead of a provider, or of one of its awards; what is over stands apart. */
export type Years = Picture & { readonly over: Table | undefined };

/** A picture of the years from this one on, and the tables behind it and of the years before. */
export function yearsPicture(view: ProviderView, award?: string): Years {
  const all = byYear(view, award);
  const isOver = ({ drawn: { year } }: Year): boolean => year < yearOf(view.moment.day);
  const years = all.filter((each) => !isOver(each));
  const over = all.filter(isOver);
  const table: Table = {
    caption: 'Years ahead by certainty: the columns are not to be added up',
    ...yearsTable(years, view, award),
    empty:
      over.length > 0
        ? 'Nothing is promised for this year or a later one.'
        : 'Nothing is promised yet: an award appears here year by year as soon as it is made.',
  };
  return {
    over:
      over.length === 0
        ? undefined
        : {
            caption: 'Years that are over, by certainty: the columns are not to be added up',
            ...yearsTable(over, view, award),
          },
    heading: 'Years ahead',
    svg: years.length === 0 ? undefined : certaintyPicture(years.map(({ drawn }) => drawn)),
    caption: `${award === undefined ? 'What your awards promise' : 'What this award promises'} in each of the funders’ financial years, by how certain it is. The kinds stand on each other to be compared; what they come to together is promised by nobody.`,
    table,
  };
}

function yearsTable(
  years: readonly Year[],
  view: ProviderView,
  award?: string,
): Pick<Table, 'head' | 'rows'> {
  return {
    head: [
      text('Year'),
      ...['Confirmed', 'Of it after a break point', 'Expected', 'Indicative'].map(number),
      ...['Option not exercised', 'Spent so far'].map(number),
    ],
    rows: years.map(({ rows, drawn: { year, afterBreak, option } }) => {
      const cell = (title: string, kind: 'confirmed' | 'expected' | 'indicative' | 'matched') =>
        overFunds(
          view,
          `${title}, ${year}`,
          rows.map((row) => ({ fund: row.fund, amount: row[kind] })),
        );
      return [
        text(year === 'unknown' ? 'Not known' : unbroken(year)),
        cell('Confirmed', 'confirmed'),
        worked(afterBreak, view, award),
        cell('Expected', 'expected'),
        cell('Indicative', 'indicative'),
        worked(option, view, award),
        cell('Spent so far', 'matched'),
      ];
    }),
  };
}

/** Worked out from the terms of awards: it leads to them, or to the awards that have them. */
function worked(pence: Pence, { provider, moment }: ProviderView, award?: string): Cell {
  if (pence === 0n) return number(money(pence));
  const [path, part] = award === undefined ? ['', 'ends'] : [`/awards/${award}`, 'terms'];
  return {
    ...number(money(pence)),
    href: `/providers/${provider}${path}?${pointQuery(moment)}#${part}`,
  };
}

interface Year {
  readonly rows: readonly ReturnType<typeof yearsAhead>[number][];
  readonly drawn: CertaintyOfYear;
}

function byYear(view: ProviderView, award?: string): Year[] {
  const mine = (of: { readonly award: string }): boolean =>
    award === undefined || of.award === award;
  const promised = yearsAhead(view).filter(mine);
  const options = optionsAhead(view).filter(mine);
  const years = [...new Set([...promised, ...options].map(({ year }) => year))].sort();
  return years.map((year) => {
    const rows = promised.filter((row) => row.year === year);
    const afterBreak = sumPence(rows.map((row) => row.afterBreak));
    return {
      rows,
      drawn: {
        ...{ year, afterBreak },
        certain: sumPence(rows.map(({ confirmed }) => confirmed.pence)) - afterBreak,
        expected: sumPence(rows.map(({ expected }) => expected.pence)),
        indicative: sumPence(rows.map(({ indicative }) => indicative.pence)),
        option: sumPence(options.flatMap((one) => (one.year === year ? [one.amount] : []))),
      },
    };
  });
}
