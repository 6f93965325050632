import type { Concentration } from '#projections/fund-health/figures/concentration.js';
import type { LocalVcse } from '#projections/fund-health/figures/local-vcse.js';
import { spendingByYear } from '#projections/fund-health/figures/unknowns.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { position } from '#projections/fund-health/figures/position.js';
import { traced } from '#projections/fund-health/figures/traced.js';
import type { FundView } from '#projections/reading/reading.js';
import type { Bar } from '../charts/bars.js';
import { number, text, type Figures, type Table } from '../table.js';
import { nameIn, unbroken } from '../words.js';

const most = 10;

/** The largest providers with their shares, and beside them those without a name. */
export function concentrationTable(
  view: FundView,
  over: 'Awards' | 'Spending',
  { named, unnamed }: Concentration,
  figures: Figures,
): Table {
  const rows = named.slice(0, most).map(({ provider, amount, share }) => {
    const name = nameIn(view.facts, 'organisation', provider);
    return [text(name), figures.cell(`${over}, ${name}`, amount), number(`${share}%`)];
  });
  return {
    caption: `${over} by provider${named.length > most ? `: the ${most} largest of ${named.length} named` : ''}`,
    head: [
      text('Provider'),
      number(over === 'Awards' ? 'Committed' : 'Spent'),
      number('Share of the named'),
    ],
    rows:
      unnamed.pence === 0n
        ? rows
        : [
            ...rows,
            [
              text('Name withheld or not known', 'Never counted as one supplier'),
              figures.cell(`${over} without a named provider`, unnamed),
              number('Apart'),
            ],
          ],
    empty: 'No provider has anything yet.',
  };
}

/** What is promised to voluntary-sector bodies of the place, and beside it what is not known. */
export const localTable = (view: FundView, of: LocalVcse, figures: Figures): Table => ({
  caption: 'Committed to local voluntary, community and social enterprises',
  head: [text('Provider'), number('Committed')],
  rows:
    of.local.pence + of.others.pence + of.unknown.pence === 0n
      ? []
      : (
          [
            ['Rooted where the fund is', of.local],
            ['Others', of.others],
            ['Not known', of.unknown],
          ] as const
        ).map(([who, amount]) => [text(who), figures.cell(`${who}, committed`, amount)]),
  total: [text('Total'), figures.cell('Committed, all years', position(view.balances).committed)],
  empty: 'Nothing is committed to awards.',
});

export function concentrationBars(view: FundView, { named, unnamed }: Concentration): Bar[] {
  const bars = named.slice(0, most).map(({ provider, amount }) => ({
    label: nameIn(view.facts, 'organisation', provider),
    pence: amount.pence,
  }));
  const others = named.slice(most).reduce((sum, { amount }) => sum + amount.pence, 0n);
  const apart = (label: string, pence: bigint): Bar[] =>
    pence === 0n ? [] : [{ label, pence, kind: 'apart' }];
  return [
    ...bars,
    ...apart(`${named.length - most} other named providers`, others),
    ...apart('Name withheld or not known', unnamed.pence),
  ];
}

export function spendingTable(view: FundView, figures: Figures): Table {
  return {
    caption: 'Spending by year',
    head: [text('Year'), number('Spent')],
    rows: spendingByYear(view).map(({ year, spent }) => [
      text(unbroken(year)),
      figures.cell(`Spent, ${year}`, spent),
    ]),
    total: [
      text('Total'),
      figures.cell('Spent, all years', traced(view.balances, {}, accounts.expenditure)),
    ],
    empty: 'Nothing is spent yet.',
  };
}
