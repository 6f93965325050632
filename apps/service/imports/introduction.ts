import type { OrganisationCommand } from '#contracts/commands/organisation.js';
import type { Request } from './format.js';

type Registration = Extract<OrganisationCommand, { command: 'register-organisation' }>;

/** Registers a provider that a file names; what the file does not say of it is unknown. */
export const introduction = (
  id: string,
  effective: string,
  known: Pick<Registration, 'name'> & Partial<Pick<Registration, 'identifiers' | 'vcse'>>,
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
