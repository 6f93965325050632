import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Amount, Day, OrganisationId, Text } from '../values.js';

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

export const agreementEvents = { AgreementSigned } as const;
export type AgreementEvent = DraftOf<typeof agreementEvents>;
