import { must, there } from './amounts.js';
import type { AuditBy } from './auditor.js';

/** Rule 16: forgetting a person moves nothing; amounts and counts stay. */
export const personAudit = {
  PersonForgotten: (auditor, { stream, organisation, data }) => {
    must('a person is forgotten in the stream of their reference', stream.startsWith('person-'));
    must('an office decides by its own delegation', data.delegation.organisation === organisation);
    const person = stream.slice('person-'.length);
    must(`rule 1: ${person} is forgotten once`, !auditor.forgotten.has(person));
    const terms = there(
      auditor.delegations
        .get(organisation)
        ?.find(({ revision }) => revision === data.delegation.revision),
      `delegation ${data.delegation.revision} of ${organisation}`,
    );
    must(
      `rule 20: ${organisation} lets an office decide that ${person} is forgotten`,
      terms.powers.some(({ decisions }) => decisions.includes('forgetting')),
    );
    auditor.forgotten.add(person);
  },
} satisfies AuditBy;
