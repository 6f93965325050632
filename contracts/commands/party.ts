import type { z } from 'zod';
import { AgreementSigned, OrganisationRegistered } from '../events/party.js';

/** What is agreed or registered is what the event says. */
export const organisationCommands = {
  'register-organisation': OrganisationRegistered.schema.extend({
    identifiers: OrganisationRegistered.schema.shape.identifiers.default([]),
    sector: OrganisationRegistered.schema.shape.sector.default('unknown'),
    vcse: OrganisationRegistered.schema.shape.vcse.default('unknown'),
    size: OrganisationRegistered.schema.shape.size.default('unknown'),
    areas: OrganisationRegistered.schema.shape.areas.default([]),
  }),
} as const;

export const agreementCommands = {
  'sign-agreement': AgreementSigned.schema.extend({
    until: AgreementSigned.schema.shape.until.default(null),
    noticeNotBefore: AgreementSigned.schema.shape.noticeNotBefore.default(null),
    riskShare: AgreementSigned.schema.shape.riskShare.default('by-contribution'),
  }),
} as const;

export type RegisterOrganisation = z.output<
  (typeof organisationCommands)['register-organisation']
> & { readonly command: 'register-organisation'; readonly effective: string };
export type SignAgreement = z.output<(typeof agreementCommands)['sign-agreement']> & {
  readonly command: 'sign-agreement';
  readonly effective: string;
};
