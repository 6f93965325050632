import type { AuditBy } from './auditor.js';

export const partyAudit = {
  OrganisationRegistered: () => undefined,
  OrganisationDetailsChanged: () => undefined,
  OrganisationIdentified: () => undefined,
  OrganisationYearStated: () => undefined,
  OrganisationSucceeded: () => undefined,
} satisfies AuditBy;
