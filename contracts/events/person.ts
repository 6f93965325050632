import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { OrganisationId, Text } from '../values.js';

/**
 * What was sealed for the person of this stream is readable no more: the key was destroyed on this
 * decision. The stream's name is the pseudonymous reference; amounts, counts and proofs stay.
 */
export const PersonForgotten = event('PersonForgotten', 1, {
  ground: z.enum(['request-of-the-person', 'retention-ended', 'order-of-a-court']),
  /** Where the request or order is kept; never what it says of the person. */
  evidence: Text,
  /** The scheme of delegation by which the office decided. */
  delegation: z.strictObject({ organisation: OrganisationId, revision: z.int().min(0) }),
});

export const personEvents = { PersonForgotten } as const;
export type PersonEvent = DraftOf<typeof personEvents>;
