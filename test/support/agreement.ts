import { agreementCommands } from '#contracts/commands/agreement.js';
import type { z } from 'zod';
import {
  limitsOf,
  termsFor,
  type AgreedExit,
  type AgreementInForce,
} from '#libs/funding/agreement/in-force.js';

type Terms = z.input<(typeof agreementCommands)['sign-agreement']>;

/** An agreement between a council, the host, and an ICB, with the terms that a spec is about. */
export function agreementWith(
  stated: Partial<Terms> = {},
  exits: readonly AgreedExit[] = [],
): AgreementInForce {
  const { signedOn: _, ...terms } = agreementCommands['sign-agreement'].parse({
    title: 'Small pool',
    power: 's75',
    host: 'council',
    partners: ['council', 'icb'],
    commitmentLimits: { indicative: '0.00', expected: '0.00' },
    ...stated,
  });
  const version = { version: 1, revision: 0, since: '2026-02-01', terms: termsFor(terms, 'small') };
  const limits = limitsOf(terms, 'small');
  return {
    ...version,
    agreement: 'small',
    limits,
    versions: [version],
    exits,
    partners: terms.partners,
    endsOn: terms.until,
  };
}
