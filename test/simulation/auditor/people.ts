import { must } from './amounts.js';
import type { AuditBy } from './auditor.js';

/** Rule 16: forgetting a person moves nothing; amounts and counts stay. */
export const personAudit = {
  PersonForgotten: (_auditor, { stream, organisation, data }) => {
    must('a person is forgotten in the stream of their reference', stream.startsWith('person-'));
    must('an office decides by its own delegation', data.delegation.organisation === organisation);
  },
} satisfies AuditBy;
