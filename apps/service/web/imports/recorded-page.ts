import { parsePence } from '#libs/money/pence.js';
import type { ImportReport } from '../../imports/import-file.js';
import { page } from '../pages.js';
import { money } from '../words.js';
import type { SentFile } from './held-files.js';
import { eventHref, mayRecord } from './imports.controller.js';
import { wayOf, type Choices } from './new-page.js';
import { duplicatesTable, hrefOf, kindsTable, setAsideTable } from './tables.js';
import { rowsInWords } from './words.js';

/** What came of a file that was recorded. */
export function recordedPage(choices: Choices, file: SentFile, report: ImportReport): string {
  const { recorded, quarantined, rowsIn, total, repeated, possibleDuplicates } = report;
  return page('imports/recorded', {
    ...{ title: repeated ? 'Nothing is changed' : 'Recorded', of: choices.name },
    ...{ up: wayOf(choices), file: file.name, repeated },
    says: `${recorded.toLocaleString('en-GB')} of ${rowsInWords(rowsIn)}, ${money(parsePence(total))}`,
    aside: quarantined === 0 ? undefined : rowsInWords(quarantined),
    href: mayRecord(choices.fund) ? hrefOf({ fund: choices.fund, id: report.import }) : undefined,
    fund: choices.up[0],
    again: `/funds/${choices.fund}/imports/new`,
    kinds: repeated ? undefined : kindsTable(report, 'What was recorded'),
    rows:
      repeated || quarantined === 0
        ? undefined
        : setAsideTable(report.quarantinedRows, quarantined, 'What was set aside'),
    duplicates:
      possibleDuplicates === 0
        ? undefined
        : duplicatesTable(report.possibleDuplicateRows, possibleDuplicates, eventHref()),
  });
}
