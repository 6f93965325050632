import type { RecordedEvent } from '#contracts/envelope.js';
import type { DomainEvent } from '#contracts/events/all.js';
import { must, there, total, whole } from './amounts.js';
import type { Auditor, AuditBy } from './auditor.js';

export const importAudit = {
  ImportStarted: (auditor, { stream, data }) => {
    must(`rule 1: ${stream} is started once`, !auditor.imports.has(stream));
    auditor.imports.set(stream, {
      fund: data.fund,
      format: data.format,
      recorded: new Map(),
      quarantined: new Set(),
      completed: false,
    });
  },
  RowsQuarantined: (auditor, { stream, data }) => {
    const of = there(auditor.imports.get(stream), stream);
    must(`rule 15: nothing of ${stream} is set aside once it is complete`, !of.completed);
    for (const { line, reason } of data.rows) {
      must(`rule 15: line ${line} is set aside once, and says why`, !of.quarantined.has(line));
      must(`rule 15: line ${line} says why it is set aside`, reason !== '');
      of.quarantined.add(line);
    }
  },
  RowsRecordedInPart: (auditor, { stream, data }) => {
    const of = there(auditor.imports.get(stream), stream);
    must(`rule 15: nothing of ${stream} is told of once it is complete`, !of.completed);
    for (const { line, reason } of data.rows) {
      must(`rule 15: line ${line} is recorded, and not set aside`, !of.quarantined.has(line));
      must(`rule 15: line ${line} says why a part of it is refused`, reason !== '');
    }
  },
  PossibleDuplicatesFound: (auditor, { stream, data }) => {
    const of = there(auditor.imports.get(stream), stream);
    must(`rule 15: ${stream} flags rows of its own fund`, data.fund === of.fund);
    must(`rule 15: nothing of ${stream} is flagged once it is complete`, !of.completed);
    if (of.format !== 'spending') return;
    for (const { line } of data.rows)
      must(`rule 15: line ${line} is flagged and kept`, of.recorded.has(line));
  },
  ImportCompleted: (auditor, { stream, data }) => {
    const of = there(auditor.imports.get(stream), stream);
    of.completed = true;
    must(`rule 15: ${stream} counts what it set aside`, data.quarantined === of.quarantined.size);
    must(
      `rule 15: rows in = recorded + quarantined in ${stream}`,
      data.rowsIn === data.recorded + data.quarantined,
    );
    if (of.format !== 'spending') return;
    must(
      `rule 15: ${stream} recorded each of its rows, ${data.recorded}, once`,
      data.recorded === of.recorded.size,
    );
    must(
      `rule 15: ${stream} is worth what it recorded`,
      whole(data.total) === total(of.recorded.values()),
    );
  },
  /** A row is put right once, and recorded like any other of its file; what was received stays told. */
  RowCorrected: (auditor, { stream, data }) => {
    const of = there(auditor.imports.get(stream), stream);
    const { lines, totals } = data;
    must(`rule 15: rows of ${stream} are put right once all are read`, of.completed);
    for (const line of lines)
      must(
        `rule 15: line ${line} was set aside, and is put right once`,
        of.quarantined.delete(line),
      );
    must(
      `rule 15: rows in = recorded + quarantined in ${stream}, still`,
      totals.rowsIn === totals.recorded + totals.quarantined &&
        totals.quarantined === of.quarantined.size,
    );
    if (of.format !== 'spending') return;
    must(
      `rule 15: ${stream} is worth what it recorded, with what was put right`,
      totals.recorded === of.recorded.size && whole(totals.total) === total(of.recorded.values()),
    );
  },
} satisfies AuditBy;

/** A payment or an income that stands for a row of a file: its key names the file and the line. */
export function noteRow(auditor: Auditor, event: RecordedEvent & DomainEvent): void {
  if (!event.key.startsWith('import/') || !event.stream.startsWith('fund-')) return;
  const [, sha256, fund, line] = event.key.split('/');
  const of = auditor.imports.get(`import-${sha256}.${fund}`);
  if (of?.format !== 'spending') return;
  must(`rule 15: line ${line} of ${fund} is recorded once`, !of.recorded.has(Number(line)));
  must(
    `rule 15: nothing of ${sha256} is recorded once it is complete, but what was set aside`,
    !of.completed || of.quarantined.has(Number(line)),
  );
  if (event.type === 'PaymentRecorded' || event.type === 'AlignedPaymentRecorded')
    of.recorded.set(Number(line), whole(event.data.net));
  if (event.type === 'OtherIncomeRecorded')
    of.recorded.set(Number(line), -whole(event.data.amount));
}
