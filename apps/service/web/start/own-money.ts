import { position } from '#projections/fund-health/figures/position.js';
import type { FundView } from '#projections/reading/reading.js';
import { figuresOf, number, text, type Table } from '../table.js';
import { nameIn, unbroken } from '../words.js';

/** A funder's own money, source by source and year by year, in the funds that it is let in to. */
export function ownMoneyTable(views: readonly FundView[]): Table {
  return {
    caption: 'Your money, year by year',
    head: [
      ...['Fund', 'Source', 'Year'].map((name) => text(name)),
      ...['Confirmed', 'Committed to awards', 'Spent', 'Not spent yet'].map(number),
    ],
    rows: views.flatMap((view) =>
      view.balances
        .where({ account: budget(view) })
        .groupBy('source', 'year')
        .map(({ key, balances }) => {
          const of = position(balances, key);
          const source = nameIn(view.facts, 'source', key.source);
          const cell = (title: string, figure: typeof of.confirmed) =>
            figuresOf(view.fund, view.moment).cell(`${title}, ${source}, ${key.year}`, figure);
          return [
            text(view.facts.get('fund', view.fund)?.attributes.name ?? view.fund),
            text(source),
            text(unbroken(key.year)),
            cell('Confirmed', of.confirmed),
            cell('Committed', of.committed),
            cell('Spent', of.actual),
            cell('Not spent yet', {
              pence: of.confirmed.pence - of.actual.pence,
              from: [
                ...of.confirmed.from,
                ...of.actual.from.map(
                  (part) => ({ ...part, sign: part.sign === 1 ? -1 : 1 }) as const,
                ),
              ],
            }),
          ];
        }),
    ),
    empty: 'No fund that you were let in to holds money of yours yet.',
  };
}

const budget = ({ balances }: FundView): string[] => [
  ...new Set(
    balances.rows.flatMap(({ account }) => (account.startsWith('budget:') ? [account] : [])),
  ),
];
