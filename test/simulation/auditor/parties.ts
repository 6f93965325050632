import { whole } from './amounts.js';
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
  AgreementSigned: (auditor, { stream, revision, effective, data }) => {
    const id = stream.slice('agreement-'.length);
    const { indicative, expected } = data.commitmentLimits;
    auditor.agreements.set(id, [
      ...(auditor.agreements.get(id) ?? []),
      {
        revision,
        effective,
        limits: { indicative: whole(indicative), expected: whole(expected) },
      },
    ]);
  },
} satisfies AuditBy;
