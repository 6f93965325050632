import { z } from 'zod';
import { GrantAwarded } from '../../events/award.js';
import {
  ClawbackDemanded,
  GrantAccepted,
  GrantConditionMet,
  GrantConditionNotMet,
  GrantDeclined,
  grantTerms,
  MatchFundingSecured,
  SubsidyControlRecorded,
} from '../../events/award/grant.js';
import { Day, Id, PositiveAmount, Text } from '../../values.js';
import type { CommandsOf } from '../commands-of.js';
import {
  adds,
  asked,
  novated,
  obliged,
  outcomePayments,
  override,
  passingOn,
  releases,
} from './shapes.js';

const condition = grantTerms.conditions.element;

/** What a grant says beside its money. */
const terms = {
  conditions: z
    .array(
      condition.omit({ state: true }).extend({
        gatesPayment: z.boolean().default(false),
        due: condition.shape.due.default(null),
      }),
    )
    .max(50),
  claims: grantTerms.claims,
  match: grantTerms.match,
  leadProvider: grantTerms.leadProvider,
};

/** What is not said when it is offered or awarded is not agreed. */
const firstTerms = {
  conditions: terms.conditions.default([]),
  claims: terms.claims.default('in-arrears'),
  match: terms.match.default([]),
  leadProvider: terms.leadProvider.default(false),
};

const { statedMonths: _, obligation: __, legalBasis: ___, ...offered } = asked;

export const grantCommands = {
  'award-grant': z.strictObject({
    ...asked,
    payment: GrantAwarded.schema.shape.payment.default('on-claim'),
    conditions: GrantAwarded.schema.shape.conditions.default([]),
    disbursed: GrantAwarded.schema.shape.disbursed.default(null),
    terms: z.strictObject(firstTerms).optional(),
  }),
  /** Keeps the money until the last day of the offer; an offer that is accepted is an award. */
  'offer-grant': z.strictObject({ ...offered, ...firstTerms, until: Day }),
  'accept-grant': GrantAccepted.schema,
  'decline-grant': GrantDeclined.schema,
  /**
   * What the grant says from now on beside its money: what is not named stays as it was agreed, and a
   * condition of the same name stands as it stood.
   */
  'agree-grant-terms': z.strictObject(terms).partial(),
  'agree-outcome-payments': outcomePayments,
  'meet-condition': GrantConditionMet.schema,
  'fail-condition': GrantConditionNotMet.schema,
  'secure-match-funding': MatchFundingSecured.schema
    .pick({ match: true, evidence: true })
    .extend({ amount: PositiveAmount }),
  'record-subsidy-control': SubsidyControlRecorded.schema,
  'vary-grant': z.strictObject({
    change: Id,
    description: Text,
    adds,
    releases,
    end: Day.optional(),
    ...obliged,
    override,
  }),
  'demand-clawback': ClawbackDemanded.schema.extend({ amount: PositiveAmount }),
  ...passingOn,
  'novate-grant': novated,
  'close-grant': z.strictObject({ change: Id, cause: Text }),
} as const;

export type GrantCommand = CommandsOf<typeof grantCommands>;
export type GrantCommandOf<Name extends keyof typeof grantCommands> = Extract<
  GrantCommand,
  { command: Name }
>;
