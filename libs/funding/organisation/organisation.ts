import type { OrganisationCommand } from '#contracts/commands/organisation.js';
import { OrganisationRegistered, type OrganisationEvent } from '#contracts/events/organisation.js';
import { happened, refused, type Decision } from '../decision.js';

export interface Organisation {
  readonly registered: boolean;
}

export const newOrganisation = (): Organisation => ({ registered: false });

/** Its only event so far is its registration. */
export const evolveOrganisation = (): Organisation => ({ registered: true });

export function decideOrganisation(
  organisation: Organisation,
  { command: _, effective, ...data }: OrganisationCommand,
): Decision<OrganisationEvent> {
  if (organisation.registered)
    return refused('already-exists', { what: 'organisation', id: data.name, where: 'The ledger' });
  return happened(OrganisationRegistered.of(effective, data));
}
