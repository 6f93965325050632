import { fitsQuarter, type StatementKind } from '#contracts/events/fund/statements.js';
import type { FundTerms, Moment } from '#projections/reading/reading.js';
import type { StatementOf } from '#projections/statements/figures/head.js';
import { isAmount } from '#projections/statements/figures/drawn.js';
import type { LaidRow, LaidValue, StatementPart } from '../../statements/layout.js';
import { atMoment, postingsLink, withPoint } from '../links.js';
import { link, number, text, type Cell, type Table } from '../table.js';
import { capital, inWords, money, unbroken } from '../words.js';

type Asked = Readonly<Record<string, unknown>>;

export const kindInWords: Readonly<Record<StatementKind, string>> = {
  'memorandum-account': 'Memorandum account',
  'partner-quarter': 'Report to the partners',
  'year-end-settlement': 'Year-end settlement',
  'annual-return': 'Annual return',
  'better-care-return': 'Better Care return',
  'shared-prosperity-return': 'Shared Prosperity return',
};

const besideTheAccount = [
  'year-end-settlement',
  'annual-return',
  'better-care-return',
  'shared-prosperity-return',
] as const;

export function periodInWords({ kind, year, quarter }: StatementOf): string {
  if (quarter === null) return unbroken(year);
  return kind === 'partner-quarter'
    ? `quarter ${quarter} of ${unbroken(year)}`
    : `${unbroken(year)}, up to the end of quarter ${quarter}`;
}

/** A return is of a year or of it up to the end of a quarter: the others of the same year. */
export function otherEnds(
  fund: string,
  { kind, year, quarter }: StatementOf,
  query: Asked,
): object[] {
  if (!fitsQuarter(kind, null) || !fitsQuarter(kind, 1)) return [];
  return [null, 1, 2, 3].map((end) => ({
    text: end === null ? 'The year' : `Up to the end of quarter ${end}`,
    href: withPoint(
      `/funds/${fund}/statement?kind=${kind}&year=${year}${end === null ? '' : `&quarter=${end}`}`,
      query,
    ),
    current: end === quarter,
  }));
}

/** Those that were issued: what they were made from never changes. */
export function issuedTable({ fund, facts }: FundTerms, query: Asked): Table {
  return {
    caption: 'Issued',
    head: [text('Statement'), text('Period'), text('State'), number('Log number')],
    rows: facts
      .list('statement')
      .map(({ id, attributes: { kind, year, quarter, state, asKnownAt } }) => [
        {
          ...link(
            kindInWords[kind],
            withPoint(`/funds/${fund}/statements/${encodeURIComponent(id)}`, query),
          ),
          note: id,
        },
        text(capital(periodInWords({ kind, year, quarter }))),
        text(capital(state)),
        number(String(asKnownAt)),
      ]),
    empty: 'No statement of this fund has been issued yet. Any of them is below as it would be.',
  };
}

/** Every statement that could be issued, as it would be now. */
export const yearsTable = (
  fund: string,
  years: readonly string[],
  current: string,
  query: Asked,
): Table => ({
  caption: 'As they would be issued',
  head: [
    text('Year'),
    text('Account of the year'),
    text('Beside it'),
    text('Reports of its quarters'),
  ],
  rows: years.map((year) => {
    const of = (asked: string): string =>
      withPoint(`/funds/${fund}/statement?year=${year}${asked}`, query);
    return [
      text(unbroken(year), ...(year === current ? ['This year: it is not over'] : [])),
      link(kindInWords['memorandum-account'], of('')),
      {
        text: '',
        links: besideTheAccount.map((kind) => ({
          text: kindInWords[kind],
          href: of(`&kind=${kind}`),
        })),
      },
      {
        text: '',
        links: [1, 2, 3, 4].map((quarter) => ({
          text: `Quarter ${quarter}`,
          href: of(`&quarter=${quarter}`),
        })),
      },
    ];
  }),
  empty: 'Nothing has been recorded of any year yet.',
});

/** What the amounts of a statement's page lead to: the postings of the fund as they were known then. */
export interface OfStatement {
  readonly fund: string;
  readonly moment: Moment;
  readonly of: StatementOf;
}

/** A part of a statement as a table of its page; where its rows are events, each leads to its own. */
export function partTable(
  { heading, head, rows, total, empty }: StatementPart,
  { fund, moment, of: { year, quarter } }: OfStatement,
): Table {
  const period = quarter === null ? year : `${year} up to the end of quarter ${quarter}`;
  const numeric = head.map((_, place) => rows.some((row) => isAmount(row[place])));
  const ofEvents = head[0] === 'Event';
  const eventHref = (event: string): string => atMoment(`/events/${event}`, moment);
  const hrefOf = (value: LaidValue, title: string): string | undefined => {
    if (!isAmount(value) || value.pence === 0n) return undefined;
    if (value.event !== undefined) return eventHref(String(value.event));
    return value.from && postingsLink(fund, moment, title, { from: value.from });
  };
  const cells = (row: LaidRow): Cell[] =>
    row.map((value, place) => {
      if (ofEvents && place === 0) return link(shown(value), eventHref(shown(value)));
      const href = hrefOf(
        value,
        `${head[place] === '' ? heading : head[place]}, ${shown(row[0] ?? '')}, ${period}`,
      );
      return {
        text: shown(value),
        ...(numeric[place] === true ? { numeric: true } : {}),
        ...(href === undefined ? {} : { href }),
      };
    });
  return {
    caption: heading,
    head: head.map((name, place) => (numeric[place] === true ? number(name) : text(name))),
    rows: rows.map((row) =>
      cells(row).map((cell) => (cell.text === '' ? { ...cell, text: '\u2013' } : cell)),
    ),
    ...(total ? { total: cells(total) } : {}),
    empty,
  };
}

function shown(value: LaidValue): string {
  if (value === null) return '\u2013';
  if (typeof value === 'bigint') return money(value);
  if (typeof value !== 'object') return String(value);
  return isAmount(value) ? money(value.pence) : inWords(value.day);
}
