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
  DelegationAdopted: () => undefined,
  DelegationRevised: () => undefined,
  DelegationRevoked: () => undefined,
} satisfies AuditBy;
