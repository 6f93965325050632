import { must } from './amounts.js';
import type { AuditBy } from './auditor.js';

const compares = (_auditor: unknown, { stream }: { readonly stream: string }): void => {
  must('books are compared in a stream of their own', stream.startsWith('reconciliation-'));
};

/** *Reconciliation*: comparing moves nothing; rows in = recorded + quarantined (rule 15). */
export const reconciliationAudit = {
  ReconciliationBegun: compares,
  ExtractLinesRecorded: compares,
  ExtractRecorded: (_auditor, { data: { rowsIn, recorded, quarantined } }) => {
    must('rule 15: rows in = recorded + quarantined', rowsIn === recorded + quarantined.length);
  },
  MatchesProposed: compares,
  MatchConfirmed: compares,
  MatchRejected: compares,
  MatchMade: compares,
  MatchUndone: compares,
  ReconciliationSigned: compares,
} satisfies AuditBy;
