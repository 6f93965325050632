import { dayAfter, must } from './amounts.js';
import type { Auditor, AuditBy, Delegated, Read } from './auditor.js';

export const delegationAudit = {
  DelegationAdopted: (auditor, event) => {
    state(auditor, event);
  },
  DelegationRevised: (auditor, event) => {
    state(auditor, event);
  },
  DelegationRevoked: (auditor, { stream, revision, effective, stamp }) => {
    add(auditor, stream, { revision, effective, said: stamp, powers: [] });
  },
} satisfies AuditBy;

function state(
  auditor: Auditor,
  event: Read<'DelegationAdopted'> | Read<'DelegationRevised'>,
): void {
  const { stream, revision, effective, stamp, data } = event;
  add(auditor, stream, { revision, effective, said: stamp, powers: data.powers });
}

function add(auditor: Auditor, stream: string, version: Delegated): void {
  const organisation = stream.slice('delegation-'.length);
  auditor.delegations.set(organisation, [
    ...(auditor.delegations.get(organisation) ?? []),
    version,
  ]);
}

/** Rule 20: an office decides by what its organisation had in force on the day, as known on it. */
export function inForceWhenGiven(
  versions: readonly Delegated[],
  {
    by,
    day,
    delegation,
  }: { readonly by: string; readonly day: string; readonly delegation: number },
): void {
  // What was said around that day may have been known or not.
  const sure = versions.filter(({ said }) => said.slice(0, 10) < dayAfter(day, -1)).length;
  const known = versions.filter(({ said }) => said.slice(0, 10) <= dayAfter(day, 1)).length;
  const inForce = Array.from({ length: known - sure + 1 }, (_, more) =>
    versions
      .slice(0, sure + more)
      .filter(({ effective }) => effective <= day)
      .reduce<Delegated | undefined>(
        (latest, one) => (latest && latest.effective > one.effective ? latest : one),
        undefined,
      ),
  );
  must(
    `rule 20: the delegation ${delegation} by which ${by} decides is in force on ${day}`,
    inForce.some((terms) => terms?.revision === delegation),
  );
}
