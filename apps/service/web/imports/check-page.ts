import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import { parsePence } from '#libs/money/pence.js';
import type { FormatName } from '../../imports/format.js';
import { formats, type ImportReport } from '../../imports/import-file.js';
import type { Said } from '../form/two-steps.js';
import { page } from '../pages.js';
import { inWords, money } from '../words.js';
import { columnsForm, mappingFields, type Mapping } from './columns.js';
import type { SentFile } from './held-files.js';
import { eventHref } from './imports.controller.js';
import { wayOf, type Choices } from './new-page.js';
import { duplicatesTable, hrefOf, kindsTable, setAsideTable } from './tables.js';
import { bytesInWords, countWords, formatWords, rowsInWords } from './words.js';

/** A file that is looked at, as it was said how to read it. */
export interface Checked {
  readonly choices: Choices;
  readonly file: SentFile;
  readonly said: Said & { readonly format: FormatName };
  /** Meaning → column, as somebody has chosen; none where columns are found by what they mean. */
  readonly chosen: Mapping | undefined;
}

/** Rows that a page shows; all are a list once the file is recorded. */
const rowsShown = 100;

/** What the file holds and how it is read, before anything is recorded. */
export function checkPage(checked: Checked, found: ImportReport | UnreadableFile): string {
  const { choices, file, said } = checked;
  const unread = found instanceof UnreadableFile;
  return page('imports/check', {
    title: 'Check what the file holds',
    ...{ of: choices.name, up: wayOf(choices), file: file.name },
    error: unread ? onPage(found.message) : undefined,
    ...(unread ? {} : reportOf(checked, found)),
    said: {
      ...{ format: said.format, sha256: file.sha256, reason: said['reason'] ?? '' },
      ...{ scheme: said['scheme'] ?? '', source: said['source'] ?? '' },
      ...{ publisher: said['publisher'] ?? '', asAt: said['asAt'] ?? '' },
    },
    // Of JSON the fields are named by the standard: there is nothing to mend.
    columns:
      unread || Object.keys(found.mapping).length > 0
        ? columnsForm(formats[said.format].meanings, checked.chosen, found)
        : undefined,
  });
}

/** Columns and kinds are chosen on the page; how programs name them is not for it. */
export const onPage = (message: string): string =>
  message
    .replace(/; name it in the mapping, for example .*$/, '; choose its column below.')
    .replace(/ \(format [\w-]+\)/, '');

function reportOf({ choices, file, said }: Checked, report: ImportReport): object {
  const { rowsIn, recorded, quarantined, total, possibleDuplicates } = report;
  const seen = report.quarantinedRows.slice(0, rowsShown);
  const alike = report.possibleDuplicateRows.slice(0, rowsShown);
  return {
    summary: [
      { label: 'File', value: `${file.name}, ${bytesInWords(file.bytes)}` },
      { label: 'Kind', value: formatWords[said.format].text },
      ...(report.publisher === undefined || report.asAt === undefined
        ? []
        : [
            { label: 'Published by', value: report.publisher },
            { label: 'As at', value: inWords(report.asAt) },
          ]),
      { label: 'SHA-256', value: report.sha256 },
      { label: 'Rows in the file', value: rowsIn.toLocaleString('en-GB') },
      {
        label: report.repeated ? 'Recorded' : 'To be recorded',
        value: recorded.toLocaleString('en-GB'),
      },
      {
        label: report.repeated ? 'Set aside' : 'To be set aside',
        value: quarantined.toLocaleString('en-GB'),
      },
      {
        label: said.format === 'contract-register' ? 'Published totals' : 'Total',
        value: money(parsePence(total)),
      },
      ...Object.entries(report.counts)
        .filter(([, count]) => count > 0)
        .map(([name, count]) => ({ label: countWords[name] ?? name, value: String(count) })),
    ],
    warnings: [
      ...(allThere(report)
        ? ['All of this file is in the fund already, row by row: nothing would change.']
        : []),
      ...report.warnings,
    ],
    repeated: report.repeated ? hrefOf({ fund: choices.fund, id: report.import }) : undefined,
    kinds: report.repeated ? undefined : kindsTable(report, 'What would be recorded'),
    aside: report.repeated
      ? undefined
      : setAsideTable(seen, quarantined, 'What would be set aside, to be put right later'),
    duplicates:
      possibleDuplicates === 0
        ? undefined
        : duplicatesTable(alike, possibleDuplicates, eventHref()),
    record:
      report.repeated || allThere(report) || recorded + quarantined === 0
        ? undefined
        : `Record ${rowsInWords(recorded)}`,
    mapping: mappingFields(formats[said.format].meanings, report.mapping),
  };
}

/** Whether the fund has all that the file says, as it has when a plan is saved anew. */
const allThere = ({ kinds, quarantined }: ImportReport): boolean =>
  quarantined === 0 && kinds.length > 0 && kinds.every(({ kind }) => kind === 'already-there');
