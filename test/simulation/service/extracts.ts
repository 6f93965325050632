import { takeExtract } from '#apps/service/reconciliation/take-extract.js';
import type { Ledger } from '#apps/service/ledger/ledger.js';
import { must, written } from '../auditor/amounts.js';
import type { Auditor } from '../auditor/auditor.js';
import { pick } from '../workload/wish.js';
import { publishing } from './imports.js';
import { tally } from './tally.js';

/** The bank has what the fund has, mostly: some of it later, some otherwise, some not at all. */
export async function readExtractOf(
  auditor: Auditor,
  ledger: Ledger,
  which: number,
): Promise<void> {
  const waiting = [...auditor.reconciliations].filter(([, { complete }]) => !complete);
  if (waiting.length === 0) return;
  const [id, { terms }] = pick(waiting, which);
  const rows = [...auditor.fund(terms.fund).cashBook].flatMap(
    ([number, { day, bySource }], place) => {
      const sum = [...bySource.values()].reduce((all, pence) => all + pence, 0n);
      const pence = (terms.mirrored ? -sum : sum) + ((place + which) % 5 === 4 ? 1n : 0n);
      const row = `${day},${written(pence)},Transfer N${10_000 + number}`;
      return (place + which) % 7 === 6 ? [] : [row];
    },
  );
  const bad = which % 3 === 0 ? ['soon,1.00,Transfer'] : [];
  const lines = ['Date,Amount,Reference', ...rows, '2026-05-01,-0.07,Charge', ...bad, ''];
  const report = await takeExtract(ledger, id, {
    ...{ file: `${id}.csv`, open: () => Buffer.from(lines.join('\n')), mapping: {} },
    ...{ provenance: publishing, dryRun: false },
  });
  if ('refused' in report) {
    tally.other(`extract, refused: ${report.refused.problem}`);
    return;
  }
  must(
    `rule 15: of ${lines.length - 2} rows of an extract ${bad.length} cannot be read`,
    report.rowsIn === lines.length - 2 && report.quarantined.length === bad.length,
  );
}
