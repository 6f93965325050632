import { organisationCommands } from '#contracts/commands/organisation.js';
import { expectRefused } from '#test/support/given.js';
import { decideOrganisation, evolveOrganisation, newOrganisation } from './organisation.js';

const registration = {
  ...organisationCommands['register-organisation'].parse({ name: 'Harbour Lights CIC' }),
  command: 'register-organisation',
  effective: '2026-04-01',
} as const;

it('registers an organisation once; what is not said is unknown', () => {
  const [registered] = decideOrganisation(newOrganisation(), registration).events ?? [];
  expect(registered?.data).toMatchObject({ vcse: 'unknown', sector: 'unknown' });
  const known = registered ? evolveOrganisation() : newOrganisation();
  expectRefused(decideOrganisation(known, registration).refused, 'already-exists', {
    what: 'organisation',
    id: 'Harbour Lights CIC',
  });
});
