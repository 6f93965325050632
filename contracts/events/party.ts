import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Amount, Day, Id, OrganisationId, Text, unknown } from '../values.js';

const Sector = z.enum([
  'council',
  'nhs',
  'central-government',
  'voluntary',
  'private',
  'foundation',
  unknown,
]);

export const OrganisationRegistered = event('OrganisationRegistered', 1, {
  name: Text,
  identifiers: z.array(OrganisationId).max(20),
  sector: Sector,
  /** Voluntary, community or social enterprise. */
  vcse: z.enum(['yes', 'no', unknown]),
  size: z.enum(['micro', 'small', 'medium', 'large', unknown]),
  areas: z.array(Id).max(100),
});

export const AgreementSigned = event('AgreementSigned', 1, {
  title: Text,
  power: Text,
  host: OrganisationId,
  partners: z.array(OrganisationId).min(1).max(50),
  until: Day.nullable(),
  /** No no-fault notice may end the agreement before this day. */
  noticeNotBefore: Day.nullable(),
  /** Per fund and year: what may be committed ahead of confirmed money. */
  commitmentLimits: z.strictObject({ indicative: Amount, expected: Amount }),
  riskShare: z.enum(['by-contribution']),
});

export const organisationEvents = { OrganisationRegistered } as const;
export const agreementEvents = { AgreementSigned } as const;
export type OrganisationEvent = DraftOf<typeof organisationEvents>;
export type AgreementEvent = DraftOf<typeof agreementEvents>;
