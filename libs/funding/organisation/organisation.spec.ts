import {
  organisationCommands,
  type OrganisationCommand,
} from '#contracts/commands/organisation.js';
import { expectRefused } from '#test/support/given.js';
import { decideOrganisation, evolveOrganisation, newOrganisation } from './organisation.js';

const registration = {
  ...organisationCommands['register-organisation'].parse({
    name: 'Harbour Lights CIC',
    identifiers: ['GB-COH-19990001'],
  }),
  command: 'register-organisation',
  effective: '2026-04-01',
} as const;

const lights = 'GB-COH-19990001';
const decide = (asked: OrganisationCommand, ...before: OrganisationCommand[]) => {
  let organisation = newOrganisation();
  for (const earlier of before)
    for (const event of decideOrganisation(organisation, earlier, lights).events ?? [])
      organisation = evolveOrganisation(organisation, event);
  return decideOrganisation(organisation, asked, lights);
};
const succession = (by: string[]): OrganisationCommand => ({
  command: 'record-succession',
  effective: '2027-04-01',
  by,
  cause: 'merged',
  evidence: 'Certificate of 20 March 2027',
});

it('registers an organisation once; what is not said is unknown', () => {
  const [registered] = decide(registration).events ?? [];
  expect(registered?.data).toMatchObject({ vcse: 'unknown', sector: 'unknown' });
  expectRefused(decide(registration, registration).refused, 'already-exists', {
    what: 'organisation',
    id: 'Harbour Lights CIC',
  });
});

it('changes only what is named, from a day on', () => {
  const change = {
    command: 'change-details',
    effective: '2027-01-01',
    name: 'Harbour Lights Group CIC',
    size: 'medium',
  } as const;
  expect(decide(change, registration).events?.[0]).toMatchObject({
    type: 'OrganisationDetailsChanged',
    effective: '2027-01-01',
    data: { changed: { name: 'Harbour Lights Group CIC', size: 'medium' } },
  });
  expect(organisationCommands['change-details'].safeParse({}).error?.issues[0]?.message).toBe(
    'say what has changed',
  );
  expectRefused(decide(change).refused, 'not-found', { what: 'organisation', id: lights });
});

it('takes further identifiers, each once, and its own financial year', () => {
  const add = { command: 'add-identifiers', effective: '2026-05-01' } as const;
  const charity = { ...add, identifiers: ['GB-CHC-1999901'] };
  expect(decide(charity, registration).events?.[0]?.type).toBe('OrganisationIdentified');
  expectRefused(decide(charity, registration, charity).refused, 'already-exists', {
    what: 'identifier',
    id: 'GB-CHC-1999901',
  });
  const year = {
    command: 'state-financial-year',
    effective: '2026-05-01',
    begins: '08-01',
  } as const;
  expect(decide(year, registration).events?.[0]?.data).toEqual({ begins: '08-01' });
});

it('is succeeded once, by other bodies', () => {
  const merged = decide(succession(['GB-COH-19990010']), registration).events?.[0];
  expect(merged).toMatchObject({ type: 'OrganisationSucceeded', effective: '2027-04-01' });
  expectRefused(decide(succession([lights]), registration).refused, 'succeeds-itself', {
    organisation: lights,
  });
  expectRefused(
    decide(succession(['other']), registration, succession(['GB-COH-19990010'])).refused,
    'already-succeeded',
    { by: ['GB-COH-19990010'], since: '2027-04-01' },
  );
});
