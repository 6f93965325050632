import type { OrganisationCommand } from '#contracts/commands/organisation.js';
import {
  OrganisationDetailsChanged,
  OrganisationIdentified,
  OrganisationRegistered,
  OrganisationSucceeded,
  OrganisationYearStated,
  type OrganisationEvent,
} from '#contracts/events/organisation.js';
import { happened, refused, type Decision } from '../decision.js';
import type { Succession } from './followed.js';

export interface Organisation {
  registered: boolean;
  identifiers: readonly string[];
  succession: Succession | undefined;
}

export const newOrganisation = (): Organisation => ({
  registered: false,
  identifiers: [],
  succession: undefined,
});

export function evolveOrganisation(
  organisation: Organisation,
  event: OrganisationEvent & { readonly effective: string },
): Organisation {
  organisation.registered = true;
  if ('identifiers' in event.data) organisation.identifiers = event.data.identifiers;
  if (event.type === 'OrganisationSucceeded')
    organisation.succession = { by: event.data.by, from: event.effective };
  return organisation;
}

export function decideOrganisation(
  organisation: Organisation,
  asked: OrganisationCommand,
  id: string,
): Decision<OrganisationEvent> {
  if (asked.command === 'register-organisation') {
    const { command: _, effective, ...data } = asked;
    return organisation.registered
      ? refused('already-exists', { what: 'organisation', id: data.name, where: 'The ledger' })
      : happened(OrganisationRegistered.of(effective, data));
  }
  if (!organisation.registered)
    return refused('not-found', { what: 'organisation', id, where: 'the ledger' });
  switch (asked.command) {
    case 'change-details': {
      const { command: _, effective, ...changed } = asked;
      return happened(OrganisationDetailsChanged.of(effective, { changed }));
    }
    case 'add-identifiers': {
      const { effective, identifiers: added } = asked;
      const { identifiers } = organisation;
      const known = added.find((one) => identifiers.includes(one));
      return known === undefined
        ? happened(
            OrganisationIdentified.of(effective, {
              added,
              identifiers: [...identifiers, ...added],
            }),
          )
        : refused('already-exists', { what: 'identifier', id: known, where: `"${id}"` });
    }
    case 'state-financial-year':
      return happened(OrganisationYearStated.of(asked.effective, { begins: asked.begins }));
    case 'record-succession': {
      const { succession } = organisation;
      const { effective, by, cause, evidence } = asked;
      if (succession)
        return refused('already-succeeded', {
          organisation: id,
          by: [...succession.by],
          since: succession.from,
        });
      return by.includes(id)
        ? refused('succeeds-itself', { organisation: id })
        : happened(OrganisationSucceeded.of(effective, { by, cause, evidence }));
    }
  }
}
