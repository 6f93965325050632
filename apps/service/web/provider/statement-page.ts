import { ownStatement } from '#projections/provider-allocations/figures/own-statement.js';
import type { ProviderSeen } from '../../api/provider-asked.js';
import type { About } from '../../lists/about.js';
import { nothingInYear, statementColumns as columns } from '../../statements/provider-statement.js';
import { statementFormats } from '../../statements/written-statement.js';
import { standing, withPoint } from '../links.js';
import { figuresOf, number, text, type Table } from '../table.js';
import { unbroken } from '../words.js';
import { aboutProvider, type Shown } from './provider-page.js';
import { paymentsTable } from './tables.js';
import { awardLink, fundName, overFunds } from './words.js';

type Query = Readonly<Record<string, unknown>>;

/** A provider's own statement of a year, for its own auditors. */
export function statementPage(
  view: ProviderSeen,
  year: string,
  query: Query,
  log: About['log'],
): Shown {
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
    checkpoint: '/log',
    packs: view.funds.map(({ fund }) => ({
      text: fundName(view, fund),
      href: `/api/v1/funds/${fund}/evidence?provider=${encodeURIComponent(view.provider)}`,
    })),
    log,
    files: statementFormats.map((format) => ({
      format,
      href: `${standing(`${path}?year=${year}`, view.moment)}&format=${format}`,
    })),
    table: statementTable(view, year, query),
    payments: paymentsTable(view, query, undefined, year),
  };
}

function statementTable(view: ProviderSeen, year: string, query: Query): Table {
  const lines = ownStatement(view, year);
  return {
    caption: `Statement for ${year}, award by award`,
    head: [text('Award'), text('Fund'), ...columns.map(([, name]) => number(name))],
    rows: lines.map((line) => [
      awardLink(view, line.award, (href) => withPoint(href, query)),
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
    empty: nothingInYear,
  };
}
