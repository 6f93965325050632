import type { Ecosystem } from '#projections/ecosystem-investment/ecosystem.js';
import type { OutcomeBeside } from '#projections/ecosystem-investment/figures/outcomes-beside.js';
import type { NeedCell } from '#projections/ecosystem-investment/figures/needs-and-areas.js';
import { measureNames } from '#projections/ecosystem-investment/figures/measures.js';
import { yearOf } from '#contracts/financial-year.js';
import { unknown } from '#contracts/values.js';
import { parsePence } from '#libs/money/pence.js';
import { number, text, type Cell, type Table } from '../table.js';
import { eventHref } from '../whose.js';
import { inWords, money, withThousands } from '../words.js';
import { percent, type Amounts } from './amounts.js';
import { measureWords, type Names } from './names.js';

type Query = Readonly<Record<string, unknown>>;

/** Needs against areas: whose money is in each cell, and how much is committed and spent. */
export function needsTable(
  { needsAndAreas: { areas, needs, cells, wider } }: Ecosystem,
  names: Names,
  amounts: Amounts,
): Table {
  const shown = (
    cell: NeedCell | undefined,
    of: Readonly<Record<string, string | readonly string[]>>,
  ): Cell => {
    if (!cell || cell.state === 'gap') return text('Nothing');
    const { spending, commitments } = cell.amounts;
    const measure = commitments === 0n ? 'spending' : 'commitments';
    const { href } = amounts.cell(measure, cell.amounts[measure], { need: cell.need, ...of });
    const who = cell.funders.map((funder) => names.value('funder', funder)).join(', ');
    const also = measure === 'commitments' ? `${money(spending)} spent. ` : '';
    return {
      text: `${money(cell.amounts[measure])} ${measureWords[measure].toLowerCase()}`,
      ...(href === undefined ? {} : { href }),
      note: `${also}${cell.state === 'overlap' ? `${cell.funders.length} funders: ` : ''}${who}`,
    };
  };
  const isWide = wider.some(({ state }) => state !== 'gap');
  return {
    caption: 'Needs and areas, with the funders of each',
    head: [
      text('Need'),
      ...areas.map((area) => text(names.area(area))),
      ...(isWide ? [text('For a wider area')] : []),
    ],
    rows: needs.map((need): Cell[] => [
      text(names.value('need', need)),
      ...areas.map((area) =>
        shown(
          cells.find((cell) => cell.need === need && cell.area === area),
          { areas: area },
        ),
      ),
      ...(isWide
        ? [
            shown(
              wider.find((cell) => cell.need === need),
              { outside: areas },
            ),
          ]
        : []),
    ]),
    empty: 'No scheme says what need it is for, and nothing is spent.',
  };
}

/** How many cells nobody pays for, and how many several do. What need is not known of is no need. */
export function needsInWords({ needsAndAreas }: Ecosystem): string {
  const cells = needsAndAreas.cells.filter(({ need }) => need !== unknown);
  const count = (state: NeedCell['state']) => cells.filter((cell) => cell.state === state).length;
  const cellsOf = (many: number) => `${many} ${many === 1 ? 'cell' : 'cells'}`;
  return `Of ${cellsOf(cells.length)}, nothing goes to ${count('gap')}, one funder pays in ${count('one')}, and several in ${count('overlap')}.`;
}

/** It leads to the event that said it: of postings it is no sum, before it is received. */
function shareCell({ assessed, confirmed, event }: OutcomeBeside['share'], point: Query): Cell {
  const share = confirmed ?? assessed;
  if (share === undefined) return text('None');
  const href = event === undefined ? undefined : eventHref(event, point);
  return {
    ...text(money(share), confirmed === undefined ? 'Expected, not cash' : 'Confirmed'),
    ...(href === undefined ? {} : { href }),
  };
}

export const outcomesTable = (
  { outcomes }: Ecosystem,
  names: Names,
  amounts: Amounts,
  point: Query,
): Table => ({
  caption: 'Outcomes beside money for the same people',
  head: [
    text('Measure'),
    text('For whom, where and when'),
    text('Baseline'),
    text('Measured'),
    text('Savings share'),
    number('Spent beside'),
    number('Committed beside'),
  ],
  rows: outcomes.map((one): Cell[] => {
    const { measure, unit, cohort, area, from, to, baseline, measured, change, share } = one;
    const years = { from: yearOf(from), to: yearOf(to) };
    return [
      text(measure, unit),
      text(`${cohort}, ${names.area(area)}`, `${inWords(from)} to ${inWords(to)}`),
      text(baseline ?? 'Not agreed'),
      text(
        measured ?? 'Not yet',
        change &&
          (change.is === 'as before'
            ? 'As before'
            : `${change.is === 'better' ? 'Better' : 'Worse'} by ${change.by.replace('-', '')}`),
      ),
      shareCell(share, point),
      ...amounts.pair(one.beside, { cohort, areas: area, ...years }),
    ];
  }),
  empty: 'No outcome is measured here.',
});

export const completenessTable = (
  { completeness, totals }: Ecosystem,
  amounts: Amounts,
): Table => ({
  caption: 'How much of it is known, by value',
  head: [
    text('What is known'),
    ...measureNames.flatMap((measure) => [
      number(`Of what is ${measureWords[measure].toLowerCase()}`),
      number('Not known'),
    ]),
  ],
  rows: completeness.map(({ of, ...known }): Cell[] => [
    text(of.charAt(0).toUpperCase() + of.slice(1)),
    ...measureNames.flatMap((measure) => [
      percent(known[measure].share),
      amounts.cell(measure, totals.within[measure] - known[measure].pence, {
        [fields[of] ?? of]: of === 'area' ? ['unknown', 'none'] : 'unknown',
      }),
    ]),
  ]),
});

/** Which field of a line each respect is. */
const fields: Readonly<Record<string, string>> = {
  identifier: 'body',
  'provider type': 'providerType',
  'rooted locally or not': 'rooted',
  'cost category': 'category',
  'award length': 'length',
};

export const besideTable = ({ beside }: Ecosystem, names: Names, amounts: Amounts): Table => ({
  caption: 'Areas beside each other',
  head: [
    text('Area'),
    number('Spent'),
    number('Committed'),
    number('Committed per head'),
    number('Funders'),
    number('Providers'),
    number('HHI'),
    number('36 months or longer'),
    number('Small local voluntary'),
    number('Decided nationally'),
    number('Need not known'),
  ],
  rows: beside.map((row): Cell[] => {
    const { area, within, perHead, funders, providers, hhi, longTerm } = row;
    const head = perHead.commitments;
    return [
      text(names.area(area)),
      ...amounts.pair(within, { areas: area }),
      head
        ? {
            ...amounts.cell('commitments', within.commitments, { areas: area }),
            text: money(parsePence(head.pounds)),
            note: `${head.people.toLocaleString('en-GB')} people`,
          }
        : number('Not stated'),
      number(String(funders)),
      number(String(providers.commitments)),
      number(hhi.commitments === undefined ? '–' : withThousands(hhi.commitments)),
      percent(longTerm),
      percent(row.smallLocalVcse.share),
      percent(row.national.share),
      percent(row.needUnknown.share),
    ];
  }),
  empty: 'Choose several areas to see them beside each other.',
});
