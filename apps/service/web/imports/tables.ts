import { parsePence } from '#libs/money/pence.js';
import type { Imported, ImportFact, SetAsideRow } from '../../imports/imported.js';
import type { ImportReport } from '../../imports/import-file.js';
import { withPoint } from '../links.js';
import { eventLinks, link, number, text, type Cell, type Table } from '../table.js';
import { capital, inWords, money, sentenceCase } from '../words.js';
import { formatWords, isFormat, kindWords } from './words.js';

type Asked = Readonly<Record<string, unknown>>;

/** Where an event is shown; undefined for whoever may not see it. */
export type EventHref = ((number: number) => string) | undefined;

const counted = (of: number | undefined): Cell => number(of === undefined ? '\u2013' : String(of));
const amount = (of: string | undefined): Cell =>
  number(of === undefined ? '\u2013' : money(parsePence(of)));

export const hrefOf = ({ fund, id }: Pick<ImportFact, 'fund' | 'id'>, query: Asked = {}): string =>
  withPoint(`/funds/${fund}/imports/${id}`, query);

/** Files that were taken in; with their funds where they are of several. */
export const importsTable = (
  imports: readonly ImportFact[],
  query: Asked,
  funds?: (fund: string) => string,
): Table => ({
  caption: 'Files taken in, the latest first',
  head: [
    text('File'),
    ...(funds ? [text('Fund')] : []),
    ...['Kind', 'Taken in', 'State'].map((name) => text(name)),
    ...['Rows', 'Recorded', 'Set aside', 'Total recorded'].map(number),
    text('SHA-256'),
  ],
  rows: imports.map((each) => [
    link(each.file, hrefOf(each, query)),
    ...(funds ? [text(funds(each.fund))] : []),
    text(isFormat(each.format) ? formatWords[each.format].text : each.format),
    text(inWords(each.day)),
    text(each.state === 'completed' ? 'Complete' : 'Begun, and not complete'),
    ...[each.rowsIn, each.recorded, each.quarantined].map(counted),
    amount(each.total),
    text(`${each.id.slice(0, 12)}…`),
  ]),
  empty: 'No file has been taken in by this moment.',
});

/** What is recorded of a file, by what it is. */
export const kindsTable = ({ kinds, recorded, total }: ImportReport, caption: string): Table => ({
  caption,
  head: [text('What'), number('Rows'), number('Amount')],
  rows: kinds.map((each) => [text(kindWords(each.kind)), counted(each.rows), amount(each.total)]),
  total: [text('Together'), counted(recorded), amount(total)],
  empty: 'Nothing of it can be recorded.',
});

/** Rows of a report that are not recorded as they are, before or just after. */
export const setAsideTable = (
  rows: ImportReport['quarantinedRows'],
  all: number,
  caption: string,
): Table => ({
  caption: `${caption}${all > rows.length ? `: the first ${rows.length} of ${all}` : ''}`,
  head: [text('Line'), text('Column'), text('Why')],
  rows: rows.map(({ line, column, reason }) => [
    counted(line),
    text(column === '' ? 'The row as a whole' : column),
    text(capital(reason)),
  ]),
  empty: 'None: every row can be read.',
});

export const duplicatesTable = (
  rows: ImportReport['possibleDuplicateRows'],
  all: number,
  eventHref: EventHref,
): Table => ({
  caption: `Possible duplicates: the same supplier, day, amount and reference in another file${all > rows.length ? `; the first ${rows.length} of ${all}` : ''}`,
  head: [text('Line'), text('Recorded before as log number')],
  rows: rows.map(({ line, like }) => [
    counted(line),
    eventHref ? eventLinks(like, eventHref) : text(like.join(', ')),
  ]),
  empty: 'None: no other file says the same.',
});

/** The rows of a file that were set aside, and what became of each. */
export const rowsTable = (
  { import: of, rows }: Imported,
  mayRecord: boolean,
  eventHref: EventHref,
): Table => ({
  caption: 'Rows that were set aside',
  head: [text('Line'), ...['Column', 'Why', 'State', 'Put right'].map((name) => text(name))],
  rows: rows.map((row) => [
    mayRecord && row.state === 'waiting'
      ? {
          ...link(String(row.line), `/funds/${of.fund}/imports/${of.id}/rows/${row.line}`),
          numeric: true,
        }
      : counted(row.line),
    text(row.column === '' ? 'The row as a whole' : row.column),
    text(capital(row.reason)),
    stateOf(row, eventHref),
    {
      text: '\u2013',
      ...(row.changes.length === 0 ? {} : { lines: row.changes.map(changeInWords) }),
    },
  ]),
  empty: 'None: every row was recorded.',
});

const stateOf = ({ state, correctedBy }: SetAsideRow, eventHref: EventHref): Cell => {
  if (correctedBy === null) return text(sentenceCase(state));
  const says = `Put right by ${correctedBy}`;
  return eventHref ? link(says, eventHref(correctedBy)) : text(says);
};

export const changeInWords = ({
  column,
  received,
  corrected,
}: SetAsideRow['changes'][number]): string =>
  `${column}: ${received === null || received === '' ? 'nothing' : `“${received}”`} became “${corrected}”`;

export const partsTable = ({ partlyRecorded }: Imported): Table => ({
  caption: 'Rows that were recorded in part',
  head: [text('Line'), text('What is missing'), text('Why')],
  rows: partlyRecorded.map(({ line, refused, reason }) => [
    counted(line),
    text(sentenceCase(refused)),
    text(capital(reason)),
  ]),
});
