import type { Json, Provenance } from '#contracts/envelope.js';
import type { ExtractLine } from '#contracts/events/reconciliation.js';
import { londonDay } from '#contracts/financial-year.js';
import type { Refusal } from '#contracts/problems.js';
import type { ReconciliationStep } from '#contracts/commands/reconciliation.js';
import { readExtract } from '#libs/interchange/extract-csv.js';
import { readAsKind } from '#libs/interchange/seeming-kind.js';
import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import { formatPence } from '#libs/money/pence.js';
import type { Opened } from '../imports/format.js';
import { foundColumns } from '../imports/names.js';
import type { Ledger } from '../ledger/ledger.js';
import { markOf, noBook } from './cash-book.js';
import { decideOnReconciliation } from './decide.js';

export interface ExtractRequest {
  readonly file: string;
  readonly open: Opened;
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly provenance: Provenance;
  readonly dryRun: boolean;
}

/** rowsIn = recorded + quarantined, always (rule 15). */
export interface ExtractReport {
  readonly sha256: string;
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly rowsIn: number;
  readonly recorded: number;
  readonly quarantined: readonly {
    readonly line: number;
    readonly column: string;
    readonly reason: string;
  }[];
  readonly total: string;
  readonly dryRun: boolean;
}

const linesPerEvent = 500;
const quarantinedMax = 500;

/**
 * Records an extract: its lines by day, amount and marks, then what was read of it in all. Taken up
 * again after a crash, or sent again, it records each part once. More unreadable rows than an event
 * holds mean that the file is another, or its columns are: it is refused whole.
 */
export async function takeExtract(
  ledger: Ledger,
  id: string,
  request: ExtractRequest,
): Promise<ExtractReport | { readonly refused: Refusal }> {
  return readAsKind('extract', request.open, () => extractTaken(ledger, id, request));
}

async function extractTaken(
  ledger: Ledger,
  id: string,
  request: ExtractRequest,
): Promise<ExtractReport | { readonly refused: Refusal }> {
  const lines: ExtractLine[] = [];
  const quarantined: { line: number; column: string; reason: string }[] = [];
  let [total, sha256] = [0n, ''];
  let mapping: Record<string, string> = {};
  let columns: readonly string[] = [];
  let warnings: readonly string[] = [];
  for await (const item of readExtract(request.open(), request.mapping)) {
    if (item.kind === 'header') {
      mapping = foundColumns(item.header.match.mapping);
      ({ columns, warnings } = item.header);
    } else if (item.kind === 'entry') {
      const { day, amountPence, references } = item.entry;
      const marks = references.map((reference) => markOf(ledger, reference));
      lines.push({ line: item.line, day, amount: formatPence(amountPence), marks });
      total += amountPence;
    } else if (item.kind === 'quarantined') {
      const { line, column, reason } = item;
      quarantined.push({ line, column, reason });
    } else sha256 = item.sha256;
  }
  if (quarantined.length > quarantinedMax)
    throw new UnreadableFile(
      'columns-missing',
      `${quarantined.length} rows cannot be read, first line ${quarantined[0]?.line ?? 0}: ${quarantined[0]?.reason ?? ''}; name the right columns in the mapping.`,
      columns,
    );
  const totals = { recorded: lines.length, total: formatPence(total) };
  const report = { sha256, mapping, rowsIn: lines.length + quarantined.length, quarantined };
  const read = { columns, warnings };
  if (request.dryRun) return { ...report, ...totals, ...read, dryRun: true };

  const effective = londonDay(ledger.now());
  const steps: ReconciliationStep[] = [];
  for (let place = 0; place < lines.length; place += linesPerEvent) {
    const some = lines.slice(place, place + linesPerEvent);
    steps.push({ command: 'record-extract-lines', effective, sha256, lines: some });
  }
  const { file, provenance } = request;
  steps.push({ command: 'record-extract', effective, file, ...report, ...totals });
  for (const [place, step] of steps.entries()) {
    const { effective: _, ...asked } = step;
    const outcome = await decideOnReconciliation(
      ledger,
      {
        ...{ provenance, dryRun: false, asked: asked as unknown as Json },
        key: `extract/${id}/${sha256}/${place}`,
      },
      id,
      step,
      undefined,
      noBook,
    );
    if ('refused' in outcome) return outcome;
  }
  return { ...report, ...totals, ...read, dryRun: false };
}
