import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, FinancialYear, Id, Nature, OrganisationId, Power, Text } from '../../values.js';
import { Rounding } from './ring-fences.js';
import { Form, Instalment, Period } from './shapes.js';

/** From a day on another body stands behind a source: its postings stay where they are. */
export const SourceTransferred = event('SourceTransferred', 1, {
  source: Id,
  from: OrganisationId,
  to: OrganisationId,
  evidence: Text,
});

/** From a day on several sources are one: nothing new is contributed under the names that went into it. */
export const SourcesMerged = event('SourcesMerged', 1, {
  sources: z.array(Id).min(1).max(50),
  into: Id,
  evidence: Text,
});

/** A rate, what it came to, and who said it: the request, or the agreement where the request did not. */
const RateUsed = z.strictObject({
  rate: z.string().regex(/^-?\d{1,3}(\.\d{1,8})?$/, 'write a rate as "0.032"'),
  amount: Amount,
  by: z.enum(['request', 'agreement', 'nobody']),
});

/** A standing contribution goes on into another year, expected until that year's agreement is signed. */
export const ContributionRolledForward = event('ContributionRolledForward', 3, {
  contribution: Id,
  from: Id,
  source: Id,
  power: Power,
  year: FinancialYear,
  nature: Nature,
  period: Period,
  form: Form,
  amount: Amount,
  /** How the amount came about: uplift and efficiency are rates of what recurs with its changes. */
  basis: z.strictObject({
    recurrent: Amount,
    changes: z.array(z.strictObject({ description: Text, amount: Amount })).max(100),
    uplift: RateUsed,
    efficiency: RateUsed,
    rounding: Rounding,
    /** The version of the agreement whose rates were used; null where none were. */
    agreementRevision: z.int().nullable(),
  }),
  instalments: z.array(Instalment).min(1).max(400),
});

export const sourceEvents = {
  SourceTransferred,
  SourcesMerged,
  ContributionRolledForward,
} as const;
