import type { Auditor, AuditBy, Read } from './auditor.js';

export const delegationAudit = {
  DelegationAdopted: (auditor, event) => {
    state(auditor, event);
  },
  DelegationRevised: (auditor, event) => {
    state(auditor, event);
  },
  DelegationRevoked: (auditor, { stream, revision, effective }) => {
    add(auditor, stream, { revision, effective, powers: [] });
  },
} satisfies AuditBy;

function state(
  auditor: Auditor,
  event: Read<'DelegationAdopted'> | Read<'DelegationRevised'>,
): void {
  const { stream, revision, effective, data } = event;
  add(auditor, stream, { revision, effective, powers: data.powers });
}

function add(
  auditor: Auditor,
  stream: string,
  version: {
    revision: number;
    effective: string;
    powers: Read<'DelegationAdopted'>['data']['powers'];
  },
): void {
  const organisation = stream.slice('delegation-'.length);
  auditor.delegations.set(organisation, [
    ...(auditor.delegations.get(organisation) ?? []),
    version,
  ]);
}
