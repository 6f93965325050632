import { agreementCommands } from '#contracts/commands/agreement.js';
import { expectRefused } from '#test/support/given.js';
import { decideAgreement, evolveAgreement, newAgreement } from './agreement.js';

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

it('signs an agreement once, with its limits and its date', () => {
  const [signed] = decideAgreement(newAgreement(), signing).events ?? [];
  const known = signed ? evolveAgreement(newAgreement(), signed) : newAgreement();
  expect(known.terms).toEqual({
    since: '2026-04-01',
    limits: { indicative: 30_000_000n, expected: 0n },
  });
  expectRefused(decideAgreement(known, signing).refused, 'already-exists', { what: 'agreement' });
});
