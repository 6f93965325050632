import {
  ownStatement,
  type StatementLine,
} from '#projections/provider-allocations/figures/own-statement.js';
import type { ProviderSeen } from '../../api/provider-asked.js';
import { withPoint } from '../links.js';
import { figuresOf, number, text, type Table } from '../table.js';
import { unbroken } from '../words.js';
import { aboutProvider, type Shown } from './provider-page.js';
import { paymentsTable } from './tables.js';
import { awardName, fundName, overFunds } from './words.js';

type Query = Readonly<Record<string, unknown>>;

/** A provider's own statement of a year, for its own auditors. */
export function statementPage(view: ProviderSeen, year: string, query: Query): Shown {
  const years = [
    ...new Set(view.funds.flatMap(({ balances }) => balances.rows.map((row) => row.year))),
  ].sort();
  const path = `/providers/${view.provider}/statement`;
  return {
    ...aboutProvider(view, query, '/statement', ['year']),
    year,
    years: years.map((each) => ({
      text: unbroken(each),
      href: withPoint(`${path}?year=${each}`, query),
      current: each === year,
    })),
    checkpoint: '/log/checkpoints',
    table: statementTable(view, year),
    payments: paymentsTable(view, query, undefined, year),
  };
}

type Amount = Exclude<keyof StatementLine, 'fund' | 'award'>;
const columns: readonly (readonly [Amount, string])[] = [
  ['promised', 'Promised, confirmed'],
  ['opening', 'Owed at the beginning'],
  ['accepted', 'Accepted'],
  ['vat', 'VAT that the buyer gets back'],
  ['advances', 'Advanced, less evidenced'],
  ['paid', 'Paid'],
  ['closing', 'Owed at the end'],
  ['retained', 'Of it kept back'],
  ['advanced', 'Advanced, without evidence'],
];

function statementTable(view: ProviderSeen, year: string): Table {
  const lines = ownStatement(view, year);
  return {
    caption: `Statement for ${year}, award by award`,
    head: [text('Award'), text('Fund'), ...columns.map(([, name]) => number(name))],
    rows: lines.map((line) => [
      text(awardName(view, line.award)),
      text(fundName(view, line.fund)),
      ...columns.map(([name, title]) =>
        figuresOf(line.fund, view.moment).cell(`${title}, ${year}`, line[name]),
      ),
    ]),
    total: [
      ...[text('In all'), text('')],
      ...columns.map(([name, title]) =>
        overFunds(
          view,
          `${title}, ${year}`,
          lines.map((line) => ({ fund: line.fund, amount: line[name] })),
        ),
      ),
    ],
    empty: 'Nothing was promised, accepted or paid in this year, and nothing was open.',
  };
}
