import { must, there } from './amounts.js';
import type { AuditBy } from './auditor.js';

export const importAudit = {
  ImportStarted: (auditor, { stream, data }) => {
    auditor.imports.set(stream, { fund: data.fund, quarantined: 0, completed: false });
  },
  RowsQuarantined: (auditor, { stream, data }) => {
    there(auditor.imports.get(stream), stream).quarantined += data.rows.length;
  },
  ImportCompleted: (auditor, { stream, data }) => {
    const of = there(auditor.imports.get(stream), stream);
    of.completed = true;
    must(`rule 15: ${stream} counts what it quarantined`, data.quarantined === of.quarantined);
    must(
      `rule 15: rows in = recorded + quarantined in ${stream}`,
      data.rowsIn === data.recorded + data.quarantined,
    );
  },
} satisfies AuditBy;
