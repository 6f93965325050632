import { must, there } from './amounts.js';
import type { AuditBy } from './auditor.js';

/** Rule 13: a signed statement is never altered; a restatement supersedes it and links to it. */
export const statementAudit = {
  StatementIssued: (auditor, event) => {
    const { statements } = auditor.books(event);
    const { statement, number, sha256, supersedes } = event.data;
    must(`rule 13: ${statement} is issued once`, !statements.has(statement));
    must(`rule 13: ${statement} knows no later number than its own`, number < event.number);
    must(
      `rule 13: ${statement} restates one that there is`,
      supersedes === null || statements.has(supersedes),
    );
    statements.set(statement, { number, sha256, supersededBy: undefined });
  },
  StatementSuperseded: (auditor, event) => {
    const { statements } = auditor.books(event);
    const of = there(statements.get(event.data.statement), event.data.statement);
    must('rule 13: a statement is superseded once', of.supersededBy === undefined);
    of.supersededBy = event.data.by;
    must('rule 13: by one that there is', statements.has(event.data.by));
  },
  RestatementRequired: (auditor, event) => {
    there(auditor.books(event).statements.get(event.data.statement), event.data.statement);
  },
  SignOffGiven: (auditor, event) => {
    const { statement, number, sha256 } = event.data;
    const of = there(auditor.books(event).statements.get(statement), statement);
    must(
      `rule 13: what is signed of ${statement} is what was issued`,
      of.number === number && of.sha256 === sha256,
    );
  },
} satisfies AuditBy;
