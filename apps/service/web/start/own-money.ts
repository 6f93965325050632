import { position, type Position } from '#projections/fund-health/figures/position.js';
import type { FundView } from '#projections/reading/reading.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import { figuresOf, number, text, type Table } from '../table.js';
import { money, nameIn, unbroken } from '../words.js';

/** A funder's own money, source by source and year by year, in the funds that it is let in to. */
export function ownMoneyTable(views: readonly FundView[]): Table {
  const parts = views.flatMap((view) =>
    view.balances
      .where({ account: budget(view) })
      .groupBy('source', 'year')
      .map(({ key, balances }) => ({ view, key, of: position(balances, key) })),
  );
  const total = (pence: (of: Position) => Pence) =>
    number(money(sumPence(parts.map(({ of }) => pence(of)))));
  return {
    caption: 'Your money, year by year',
    head: [
      ...['Fund', 'Source', 'Year'].map((name) => text(name)),
      ...['Confirmed', 'Committed to awards', 'Spent', 'Not spent yet'].map(number),
    ],
    rows: parts.map(({ view, key, of }) => {
      const source = nameIn(view.facts, 'source', key.source);
      const cell = (title: string, figure: Position['confirmed']) =>
        figuresOf(view.fund, view.moment).cell(`${title}, ${source}, ${key.year}`, figure);
      return [
        text(view.facts.get('fund', view.fund)?.attributes.name ?? view.fund),
        text(source),
        text(unbroken(key.year)),
        cell('Confirmed', of.confirmed),
        cell('Committed', of.committed),
        cell('Spent', of.actual),
        cell('Not spent yet', {
          pence: notSpent(of),
          from: [
            ...of.confirmed.from,
            ...of.actual.from.map((part) => ({ ...part, sign: part.sign === 1 ? -1 : 1 }) as const),
          ],
        }),
      ];
    }),
    ...(parts.length > 1
      ? {
          total: [
            ...[text('Total'), text(''), text('')],
            total(({ confirmed }) => confirmed.pence),
            total(({ committed }) => committed.pence),
            total(({ actual }) => actual.pence),
            total(notSpent),
          ],
        }
      : {}),
    empty: 'No fund that you were let in to holds money of yours yet.',
  };
}

const notSpent = ({ confirmed, actual }: Position): Pence => confirmed.pence - actual.pence;

const budget = ({ balances }: FundView): string[] => [
  ...new Set(
    balances.rows.flatMap(({ account }) => (account.startsWith('budget:') ? [account] : [])),
  ),
];
