import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Day, FinancialYear, Id, NonNegativeAmount, Text } from '../values.js';

/** What may be delegated. `technical-virement`: one that changes no purpose. */
export const DecisionKind = z.enum([
  'virement',
  'technical-virement',
  'revenue-to-capital',
  'allocation',
  'held-money',
  'commitment',
  'contract-variation',
  'override',
  'permission',
  'recoding',
  'reopening',
  'forgetting',
]);

/** What a move may cross. Within a scheme it crosses nothing that is delegated apart. */
export const Boundary = z.enum([
  'within-scheme',
  'between-schemes',
  'between-directorates',
  'between-funds',
  'between-years',
]);

/**
 * `alone`: also what the office itself proposes. `on-proposal`: what somebody else proposes.
 * `with-second`: so, and together with a second person in one of the named offices.
 */
export const HowDecided = z.enum(['alone', 'on-proposal', 'with-second']);

/** One row of a scheme of delegation. */
export const Power = z.strictObject({
  power: Id,
  office: Id,
  decisions: z.array(DecisionKind).min(1),
  /** Null: every budget head that no other row of the office names. */
  heads: z.array(Id).min(1).max(1_000).nullable(),
  /** For one decision; null: no limit. */
  limit: NonNegativeAmount.nullable(),
  /** Per budget head and year: an amount, or a rate of a stated base; null: no limit. */
  cumulative: z
    .union([
      z.strictObject({ amount: NonNegativeAmount }),
      z.strictObject({
        rate: z.string().regex(/^0\.\d{1,8}$/, 'write 0.5 % as "0.005"'),
        base: Id,
      }),
    ])
    .nullable(),
  /** Whether it may bind later years. */
  recurrent: z.boolean(),
  boundaries: z.array(Boundary).min(1),
  decides: HowDecided,
  seconds: z.array(Id).max(20),
  from: Day.nullable(),
  until: Day.nullable(),
});

/** Which schemes make up a budget head, and whose it is. A scheme that is not named is a head itself. */
export const BudgetHead = z.strictObject({
  head: Id,
  schemes: z
    .array(z.strictObject({ fund: Id, scheme: Id }))
    .min(1)
    .max(1_000),
  directorate: Id.nullable(),
});

/** A published figure that limits are a rate of, such as the net revenue of social services. */
export const Base = z.strictObject({
  base: Id,
  name: Text,
  year: FinancialYear.nullable(),
  amount: NonNegativeAmount,
});

const terms = {
  title: Text,
  /** The resolution that adopted it. */
  evidence: Text,
  powers: z.array(Power).min(1).max(500),
  heads: z.array(BudgetHead).max(1_000),
  bases: z.array(Base).max(100),
};

export const DelegationAdopted = event('DelegationAdopted', 2, terms);
/** The whole scheme as it is from the event's day on. */
export const DelegationRevised = event('DelegationRevised', 2, terms);
export const DelegationRevoked = event('DelegationRevoked', 1, { evidence: Text });

export const delegationEvents = {
  DelegationAdopted,
  DelegationRevised,
  DelegationRevoked,
} as const;

export type DelegationEvent = DraftOf<typeof delegationEvents>;
export type DelegationTerms = z.infer<typeof DelegationAdopted.schema>;
export type Power = z.infer<typeof Power>;
export type DecisionKind = z.infer<typeof DecisionKind>;
export type Boundary = z.infer<typeof Boundary>;
export type HowDecided = z.infer<typeof HowDecided>;
