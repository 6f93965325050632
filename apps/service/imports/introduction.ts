import type { OrganisationCommand } from '#contracts/commands/organisation.js';
import type { Request } from './format.js';

/** Registers a provider that a file names; what the file does not say of it is unknown. */
export const introduction = (
  id: string,
  effective: string,
  known: Pick<OrganisationCommand, 'name'> &
    Partial<Pick<OrganisationCommand, 'identifiers' | 'vcse'>>,
): Request => ({
  step: id,
  asked: {
    kind: 'organisation',
    id,
    command: {
      command: 'register-organisation',
      effective,
      identifiers: [],
      sector: 'unknown',
      vcse: 'unknown',
      size: 'unknown',
      areas: [],
      ...known,
    },
  },
});
