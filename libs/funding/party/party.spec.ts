import { agreementCommands, organisationCommands } from '#contracts/commands/party.js';
import { expectRefused } from '#test/support/given.js';
import { decideAgreement, evolveAgreement, newAgreement } from './agreement.js';
import { decideOrganisation, evolveOrganisation, newOrganisation } from './organisation.js';

const registration = {
  ...organisationCommands['register-organisation'].parse({ name: 'Harbour Lights CIC' }),
  command: 'register-organisation',
  effective: '2026-04-01',
} as const;
const signing = {
  ...agreementCommands['sign-agreement'].parse({
    title: 'Northmoor',
    power: 's75',
    host: 'council',
    partners: ['council', 'icb'],
    commitmentLimits: { indicative: '300000.00', expected: '0.00' },
  }),
  command: 'sign-agreement',
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

it('signs an agreement once, with its limits and its date', () => {
  const [signed] = decideAgreement(newAgreement(), signing).events ?? [];
  const known = signed ? evolveAgreement(newAgreement(), signed) : newAgreement();
  expect(known.terms).toEqual({
    since: '2026-04-01',
    limits: { indicative: 30_000_000n, expected: 0n },
  });
  expectRefused(decideAgreement(known, signing).refused, 'already-exists', { what: 'agreement' });
});
