import type { AgreementCommand } from '#contracts/commands/agreement.js';
import { AgreementSigned, type AgreementEvent } from '#contracts/events/agreement.js';
import { parsePence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { AgreementInForce } from '../fund/promise.js';

export interface Agreement {
  terms: Omit<AgreementInForce, 'revision'> | undefined;
}

export const newAgreement = (): Agreement => ({ terms: undefined });

export function evolveAgreement(
  agreement: Agreement,
  event: AgreementEvent & { readonly effective: string },
): Agreement {
  const { indicative, expected } = event.data.commitmentLimits;
  agreement.terms = {
    since: event.effective,
    limits: { indicative: parsePence(indicative), expected: parsePence(expected) },
  };
  return agreement;
}

export function decideAgreement(
  agreement: Agreement,
  { command: _, effective, ...data }: AgreementCommand,
): Decision<AgreementEvent> {
  if (agreement.terms)
    return refused('already-exists', { what: 'agreement', id: data.title, where: 'The ledger' });
  return happened(AgreementSigned.of(effective, data));
}
