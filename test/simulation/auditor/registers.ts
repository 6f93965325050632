import { must } from './amounts.js';
import type { AuditBy } from './auditor.js';

/** What bodies publish of their contracts: statements of theirs, kept as they are. They move no money. */
export const registerAudit = {
  RegisterPublished: (auditor, { stream, data }) => {
    const key = `${stream}/${data.register}`;
    must(`rule 1: ${key} is published once`, !auditor.registers.has(key));
    auditor.registers.add(key);
  },
  ContractListed: (auditor, { stream, data }) => {
    const key = `${stream}/${data.register}/${data.line}`;
    must(`rule 15: ${key} is listed once`, !auditor.registers.has(key));
    auditor.registers.add(key);
  },
} satisfies AuditBy;
