import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  NatureOrUnknown,
  OrganisationId,
  Power,
  Text,
} from '../values.js';
import { HowDecided } from './delegation.js';
import { Approval, Leg } from './fund/move-shapes.js';

/** What a move changes: a fund's budget for a year, a scheme's, an award's outstanding, a cost line. */
export const Effect = z.strictObject({
  of: z.enum(['fund', 'scheme', 'award', 'line']),
  fund: Id,
  id: Id,
  award: Id.nullable(),
  year: FinancialYear,
  nature: NatureOrUnknown,
  before: Amount,
  after: Amount,
});

/** The revision of a fund's stream that something was worked out from. */
const EffectsAt = z.strictObject({ fund: Id, revision: z.int().min(-1) });

/** An office that could approve it by the scheme of delegation of its organisation, as it stood. */
export const Route = z.strictObject({
  organisation: OrganisationId,
  office: Id,
  decides: HowDecided,
  seconds: z.array(Id),
  delegation: z.int(),
});

export const ReallocationProposed = event('ReallocationProposed', 3, {
  /** Of money that passes between funds; null: the power that each source gives under. */
  power: Power,
  legs: z.array(Leg).min(1).max(200),
  amount: Amount,
  /** No change of purpose. */
  technical: z.boolean(),
  recurrent: z.boolean(),
  proposer: Id,
  organisation: OrganisationId,
  /** Whose approval it needs. */
  organisations: z.array(OrganisationId).min(1).max(50),
  effects: z.array(Effect).max(1_000),
  /** Up to which revision of each fund before and after were worked out; others may write meanwhile. */
  effectsAt: z.array(EffectsAt).max(400),
  routes: z.array(Route).max(1_000),
  expires: Day,
});

export const ApprovalGiven = event('ApprovalGiven', 1, {
  ...Approval.shape,
  decides: z.enum([...HowDecided.options, 'second']),
  seconds: z.array(Id),
});

export const ApprovalRefused = event('ApprovalRefused', 1, {
  organisation: OrganisationId,
  office: Id,
  by: Id,
});

/** Every approval is there and each fund has set its part aside: it is carried out. */
export const ReallocationDecided = event('ReallocationDecided', 1, {
  attempt: Text,
  amount: Amount,
  /** `alone`: by one person, who had proposed it, within the office's own limit. */
  how: z.enum(['approved', 'alone']),
  approvals: z.array(Approval).min(1).max(50),
});

/** One try at carrying it out came to nothing; what was set aside for it is free again. */
export const ReallocationNotCarriedOut = event('ReallocationNotCarriedOut', 1, {
  attempt: Text,
  cause: z.enum(['refused', 'expired']),
});

export const ReallocationRejected = event('ReallocationRejected', 1, {
  organisation: OrganisationId,
  office: Id,
});
export const ReallocationWithdrawn = event('ReallocationWithdrawn', 1, { by: Id });
export const ReallocationLapsed = event('ReallocationLapsed', 1, { expired: Day });

export const reallocationEvents = {
  ReallocationProposed,
  ApprovalGiven,
  ApprovalRefused,
  ReallocationDecided,
  ReallocationNotCarriedOut,
  ReallocationRejected,
  ReallocationWithdrawn,
  ReallocationLapsed,
} as const;

export type ReallocationEvent = DraftOf<typeof reallocationEvents>;
export type Effect = z.infer<typeof Effect>;
export type EffectsAt = z.infer<typeof EffectsAt>;
export type Route = z.infer<typeof Route>;
