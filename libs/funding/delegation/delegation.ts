import type { DelegationCommand } from '#contracts/commands/delegation.js';
import { idOf } from '#contracts/events/all.js';
import {
  DelegationAdopted,
  DelegationRevised,
  DelegationRevoked,
  type DelegationEvent,
  type DelegationTerms,
} from '#contracts/events/delegation.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused, type Circumstances, type Decision } from '../decision.js';
import { versionOn } from '../versions.js';

/** A scheme of delegation in all its versions: what was decided is judged by the one of its day. */
export interface Delegation {
  readonly organisation: string;
  /** One per event, by its revision in the stream; without terms: revoked. */
  readonly versions: { readonly since: string; readonly terms: DelegationTerms | undefined }[];
}

/** The version that holds on a day. */
export interface DelegationInForce extends DelegationTerms {
  readonly organisation: string;
  readonly revision: number;
  readonly since: string;
}

export const newDelegation = (): Delegation => ({ organisation: '', versions: [] });

export function evolveDelegation(
  { versions }: Delegation,
  event: DelegationEvent & { readonly effective: string; readonly stream: string },
): Delegation {
  const terms = event.type === 'DelegationRevoked' ? undefined : event.data;
  return {
    organisation: idOf(event.stream),
    versions: [...versions, { since: event.effective, terms }],
  };
}

/** The version of a day: that which took effect last, also where one for earlier days was recorded since. */
export function inForceOn(delegation: Delegation, day: string): DelegationInForce | undefined {
  const version = versionOn(delegation.versions, day);
  return version && atRevision(delegation, delegation.versions.indexOf(version));
}

/** The version that was in force when something was decided by it. */
export function atRevision(
  { organisation, versions }: Delegation,
  revision: number,
): DelegationInForce | undefined {
  const version = versions[revision];
  return version?.terms
    ? { ...version.terms, organisation, revision, since: version.since }
    : undefined;
}

/** An organisation delegates its own powers, and nobody else's. */
export function decideDelegation(
  { versions }: Delegation,
  asked: DelegationCommand,
  id: string,
  { organisation }: Circumstances,
): Decision<DelegationEvent> {
  if (organisation !== id)
    return refused('another-organisation', {
      what: 'A scheme of delegation',
      organisation: id,
      asked: organisation,
    });
  const adopted = versions.at(-1)?.terms !== undefined;
  if (asked.command === 'adopt-delegation' && adopted)
    return refused('already-exists', { what: 'scheme of delegation', id, where: 'The ledger' });
  if (asked.command !== 'adopt-delegation' && !adopted)
    return refused('not-found', { what: 'scheme of delegation', id, where: 'the ledger' });
  if (asked.command === 'revoke-delegation')
    return happened(DelegationRevoked.of(asked.effective, { evidence: asked.evidence }));

  const { command, effective, ...terms } = asked;
  const incomplete = withoutBase(terms);
  if (incomplete) return { refused: incomplete };
  return command === 'adopt-delegation'
    ? happened(DelegationAdopted.of(effective, terms))
    : happened(DelegationRevised.of(effective, terms));
}

function withoutBase({ powers, bases }: DelegationTerms): Refusal | undefined {
  for (const { power, cumulative } of powers)
    if (cumulative && 'base' in cumulative && !bases.some(({ base }) => base === cumulative.base))
      return refusal('no-such-base', { power, base: cumulative.base });
  return undefined;
}
