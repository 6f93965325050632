import type { AuditBy } from './auditor.js';

export const partyAudit = {
  OrganisationRegistered: () => undefined,
  OrganisationDetailsChanged: () => undefined,
  OrganisationIdentified: () => undefined,
  OrganisationYearStated: () => undefined,
  OrganisationSucceeded: () => undefined,
  AreaDefined: () => undefined,
  AreaMembershipChanged: () => undefined,
  AreaPopulationStated: () => undefined,
} satisfies AuditBy;
