import { importFile, type ImportRequest } from '#apps/service/imports/import-file.js';
import type { Ledger } from '#apps/service/ledger/ledger.js';
import { must, total, whole, written } from '../auditor/amounts.js';
import { tally } from './tally.js';

/** A small file of payments, the same for the same number: with rows that cannot be read. */
export interface PaymentsFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly rows: number;
  readonly total: string;
  readonly quarantined: readonly number[];
}

const suppliers = ['Acme', 'REDACTED', 'Harbour Lights CIC', ''];

export function paymentsFile(nth: number): PaymentsFile {
  const rows = Array.from({ length: 3 + (nth % 5) }, (_, place) => {
    const pence = BigInt((place + 1) * 7 + nth) * (place % 4 === 2 ? -1n : 1n);
    const isBad = (place + nth) % 3 === 1;
    const day = isBad && nth % 2 === 0 ? 'soon' : `2026-04-0${(place % 9) + 1}`;
    const amount = isBad && nth % 2 === 1 ? '1.005' : written(pence);
    const supplier = suppliers[(place + nth) % suppliers.length] ?? '';
    return { line: place + 2, isBad, pence, text: `${day},${supplier},${amount},r${place}` };
  });
  const good = rows.filter(({ isBad }) => !isBad);
  return {
    name: `payments-${nth}.csv`,
    bytes: Buffer.from(
      ['Date,Supplier,Amount,Transaction Number', ...rows.map(({ text }) => text), ''].join('\n'),
    ),
    rows: rows.length,
    total: written(total(good.map(({ pence }) => pence))),
    quarantined: rows.filter(({ isBad }) => isBad).map(({ line }) => line),
  };
}

/** Who brings files, and why. */
export const publishing = {
  ...{ actor: 'amina', organisation: 'host', authority: 'head of host' },
  reason: 'Published',
};

/** What one process asks of the importer. */
export const requestOf = (
  file: PaymentsFile,
  fund: string,
  charged: { readonly scheme?: string; readonly source?: string },
): ImportRequest => ({
  format: 'spending',
  file: file.name,
  fund,
  ...charged,
  open: () => file.bytes,
  provenance: publishing,
  dryRun: false,
});

/** Rule 15: rows in = recorded + quarantined, always; the file again, or after a crash, doubles nothing. */
export async function importWhole(
  ledger: Ledger,
  file: PaymentsFile,
  request: ImportRequest,
): Promise<void> {
  const report = await importFile(ledger, request);
  if ('refused' in report) {
    tally.other(`file of payments, refused: ${report.refused.problem}`);
    must(
      `rule 15: a file is imported, and not ${report.refused.problem}`,
      report.refused.problem === 'imported-otherwise',
    );
    return;
  }
  const recorded = file.rows - file.quarantined.length;
  must(
    `rule 15: of ${file.rows} rows ${recorded} are recorded, ${file.total} in all`,
    report.rowsIn === file.rows &&
      report.recorded === recorded &&
      report.quarantined === file.quarantined.length &&
      whole(report.total) === whole(file.total),
  );
  must(
    'rule 15: a row that cannot be read is set aside with its line and reason',
    report.repeated ||
      (report.quarantinedRows.map(({ line }) => line).join() === file.quarantined.join() &&
        report.quarantinedRows.every(({ reason }) => reason !== '')),
  );
}
