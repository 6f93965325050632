import { z } from 'zod';
import type { Drawn } from '#projections/statements/figures/drawn.js';
import { betterCareLaidOut, prosperityLaidOut } from './lay-out-funders.js';
import { closedInWords, periodInWords } from './periods-in-words.js';
import { returnLaidOut, settlementLaidOut } from './lay-out-returns.js';
import { inOrder, Line, Lines, textIn, valueOf } from './line.js';
import type { LaidRow, StatementLayout, StatementPart } from './layout.js';

/** What a layout reads of a statement; the rest of it stays as it is. */
const Document = z.object({
  kind: z.string(),
  fund: z.object({ id: z.string(), name: z.string(), host: z.string() }),
  year: z.string(),
  quarter: z.number().nullable(),
  upTo: z.string(),
  periodsClosed: z.array(z.object({ period: z.string(), state: z.string() })),
  sources: Lines,
  total: Line,
  schemes: Lines,
  lateItems: Lines,
  ofOtherYears: Lines,
});
type Document = z.infer<typeof Document>;

/** Lines of a source's year, as an account tells them: what it had, what became of it, where it is. */
const account = {
  agreed: 'Agreed for the year, confirmed',
  broughtForward: 'Brought forward',
  due: 'Due for the year',
  otherIncome: 'Other income',
  transfersIn: 'Received from other sources',
  spent: 'Spent',
  returned: 'Returned, or owed back',
  transfersOut: 'Passed to other sources',
  carriedForward: 'Carried forward',
  inKind: 'Beside it, in kind',
} as const;
const standing = {
  heldByHost: 'Held by the host',
  debtors: 'Owed to the fund',
  vatRecoverable: 'VAT to be recovered',
  paidInAdvance: 'Paid in advance',
  settlement: 'Between partners, to be settled',
  creditors: 'Less: owed to providers',
  returnable: 'Less: owed back to who gave it',
} as const;

/** More of them in one table are too narrow to read on paper. */
const columnsAcross = 5;

/** A statement, or a return, laid out from what was drawn up. */
export function laidOut(of: Drawn): StatementLayout {
  switch (of['kind']) {
    case 'year-end-settlement':
      return settlementLaidOut(of);
    case 'annual-return':
      return returnLaidOut(of);
    case 'better-care-return':
      return betterCareLaidOut(of);
    case 'shared-prosperity-return':
      return prosperityLaidOut(of);
    default:
      return accountLaidOut(of);
  }
}

/** The memorandum account of a year, or the partners' report of a quarter. */
function accountLaidOut(of: Drawn): StatementLayout {
  const document = Document.parse(of);
  const { kind, fund, year, quarter, periodsClosed } = document;
  const open = periodsClosed.length === 0;
  return {
    title: kind === 'partner-quarter' ? 'Report to the partners' : 'Memorandum account',
    of: `${fund.name}, ${quarter === null ? year : `quarter ${quarter} of ${year}`}`,
    notes: [
      'For every source: what was brought forward, due and received, less what was spent, returned and passed on, is what is carried forward; and that is what is held and owed to the fund less what it owes.',
      open
        ? 'No period of it is closed yet: it may still change.'
        : `Closed: ${closedInWords(periodsClosed)}.`,
    ],
    parts: [
      ...bySource(document, 'Income and expenditure', account),
      // Where it stands comes to what is carried forward.
      ...bySource(document, 'Where it stands', standing, 'carriedForward'),
      schemes(document),
      items('Late items: of this year, counted in another', document.lateItems, document),
      items('Of other years, counted in this one', document.ofOtherYears, document),
    ],
  };
}

function bySource(
  { sources, total }: Document,
  heading: string,
  lines: Readonly<Record<string, string>>,
  comesTo?: keyof typeof account,
): StatementPart[] {
  const columns = [
    ...inOrder(sources, 'name').map((line) => ({
      name: `${textIn(line['name'])}, ${textIn(line['nature'])}`,
      line,
    })),
    { name: 'All sources', line: total },
  ];
  const tables = inEvenParts(columns);
  return tables.map((across, place) => ({
    heading: tables.length === 1 ? heading : `${heading} (${place + 1} of ${tables.length})`,
    head: ['', ...across.map(({ name }) => name)],
    rows: Object.entries(lines).map(([name, label]) => [
      label,
      ...across.map(({ line }) => valueOf(line[name])),
    ]),
    ...(comesTo === undefined
      ? {}
      : {
          total: [
            `Together: ${account[comesTo].toLowerCase()}`,
            ...across.map(({ line }) => valueOf(line[comesTo])),
          ],
        }),
    empty: 'No source has had money in it.',
  }));
}

/** As few tables as hold the columns, each as wide as the others, so that no total stands alone. */
function inEvenParts<T>(columns: readonly T[]): (readonly T[])[] {
  const count = Math.ceil(columns.length / columnsAcross);
  const each = Math.ceil(columns.length / count);
  return Array.from({ length: count }, (_, place) =>
    columns.slice(place * each, (place + 1) * each),
  );
}

const schemes = ({ schemes: lines, sources }: Document): StatementPart => ({
  heading: 'Schemes',
  head: ['Scheme', 'Source', 'Nature', 'Budget', 'Spent', 'Left', 'Variance'],
  rows: inOrder(
    lines.map((line) => ({ ...line, sourceName: named(sources, 'source', line) ?? null })),
    ...['name', 'sourceName'],
  ).map((line): LaidRow => [
    valueOf(line['name']),
    valueOf(line['sourceName']),
    ...['nature', 'budget', 'spent', 'left', 'variance'].map((field) => valueOf(line[field])),
  ]),
  empty: 'No scheme had a budget or spent anything.',
});

const items = (
  heading: string,
  lines: readonly Line[],
  { sources, schemes: budgets }: Document,
): StatementPart => ({
  heading,
  head: ['Event', 'Day', 'Counts in', 'Relates to', 'What', 'Source', 'Scheme', 'Award', 'Amount'],
  rows: lines.map((line): LaidRow => [
    textIn(line['event']),
    valueOf(line['day']),
    periodInWords(textIn(line['countsIn'])),
    ...['relatesTo', 'what'].map((field) => valueOf(line[field])),
    valueOf(named(sources, 'source', line)),
    valueOf(named(budgets, 'scheme', line)),
    ...['award', 'amount'].map((field) => valueOf(line[field])),
  ]),
  empty: 'There are none.',
});

/** The name that the document itself gives a source or a scheme. */
const named = (
  lines: readonly Line[],
  kind: 'source' | 'scheme',
  line: Line,
): Line[string] | undefined =>
  lines.find((other) => other[kind] === line[kind])?.['name'] ?? line[kind];
