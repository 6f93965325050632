import { z } from 'zod';
import { Approval, Leg } from '../../events/fund/move-shapes.js';
import { Amount, Id, OrganisationId, Text } from '../../values.js';

/** What one fund must know of the other at the far end of a leg. */
export const FarEnd = z.strictObject({
  leg: z.int().min(0),
  kind: z.enum(['pooled', 'aligned', 'grant', 'single']),
  organisation: OrganisationId,
});

/** The steps of a reallocation in each fund that it touches: asked for by it, never from outside. */
export const moveSteps = {
  'reserve-move': z.strictObject({
    reallocation: Id,
    /** This fund. */
    fund: Id,
    attempt: Text,
    amount: Amount,
    technical: z.boolean(),
    recurrent: z.boolean(),
    proposer: Id,
    /** Whose approval the move needs. */
    organisations: z.array(OrganisationId).min(1),
    legs: z.array(Leg).min(1).max(200),
    farEnds: z.array(FarEnd),
    approvals: z.array(Approval),
    expires: z.iso.datetime(),
    /** Looks whether the money may move, before anybody has approved it. */
    proposed: z.boolean(),
  }),
  'move-budget': z.strictObject({ reallocation: Id, attempt: Text, fund: Id }),
  'release-move': z.strictObject({ reallocation: Id, attempt: Text }),
} as const;

export type FarEnd = z.infer<typeof FarEnd>;
