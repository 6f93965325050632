import type { ByteSource } from '#libs/interchange/byte-source.js';
import { type SpendingOptions, readSpending } from '#libs/interchange/spending-csv.js';
import type { SpendingSummary } from '#libs/interchange/spending-csv.js';
import type { QuarantinedSpending, RecordedSpending } from '#libs/interchange/spending-row.js';

export interface SpendingFile {
  readonly rows: readonly RecordedSpending[];
  readonly quarantined: readonly QuarantinedSpending[];
  readonly summary: SpendingSummary;
}

/** Reads a whole spending file into memory, as tests need it. */
export const spendingFile = async (
  source: ByteSource | string,
  options?: SpendingOptions,
): Promise<SpendingFile> => {
  const rows: RecordedSpending[] = [];
  const quarantined: QuarantinedSpending[] = [];
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  for await (const item of readSpending(bytes, options)) {
    if (item.kind === 'row') rows.push(item);
    if (item.kind === 'quarantined') quarantined.push(item);
    if (item.kind === 'summary') return { rows, quarantined, summary: item.summary };
  }
  throw new Error('the reader ended without a summary');
};
