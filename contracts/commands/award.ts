import { z } from 'zod';
import { ContractAwarded, CostShare, FundingLine, GrantAwarded } from '../events/award.js';
import { Amount, OrganisationId, PositiveAmount, Text } from '../values.js';
import { Sources } from './fund/shapes.js';

/** What contracts and grants are asked for with; their value is the sum of their funding. */
const asked = {
  title: Text,
  provider: OrganisationId,
  start: ContractAwarded.schema.shape.start.default(null),
  end: ContractAwarded.schema.shape.end.default(null),
  statedMonths: ContractAwarded.schema.shape.statedMonths.default(null),
  funding: z
    .array(FundingLine.extend({ amount: PositiveAmount, sources: Sources }))
    .min(1)
    .max(200),
  costShares: z.array(CostShare).max(6).default([]),
  /** `law`: an obligation that exists whatever the budget says; `published-fact`: only recorded. */
  obligation: z.enum(['none', 'law', 'published-fact']).default('none'),
};

export const contractCommands = {
  'award-contract': z.strictObject({
    ...asked,
    payment: ContractAwarded.schema.shape.payment.default('monthly-in-arrears'),
    optionMonths: ContractAwarded.schema.shape.optionMonths.default([]),
    optionsValue: Amount.default('0.00'),
    regime: Text.default('unknown'),
  }),
} as const;

export const grantCommands = {
  'award-grant': z.strictObject({
    ...asked,
    payment: GrantAwarded.schema.shape.payment.default('on-claim'),
    conditions: GrantAwarded.schema.shape.conditions.default([]),
    disbursed: GrantAwarded.schema.shape.disbursed.default(null),
  }),
} as const;

type Command<Name extends string, Schema extends z.ZodType> = { readonly command: Name } & {
  readonly effective: string;
} & Readonly<z.output<Schema>>;

export type AwardCommand =
  | Command<'award-contract', (typeof contractCommands)['award-contract']>
  | Command<'award-grant', (typeof grantCommands)['award-grant']>;

/** An award that was not made: its reservation ran out, or a fund refused its part. */
export type AwardStep =
  | AwardCommand
  | {
      readonly command: 'lapse-award';
      readonly effective: string;
      readonly cause: 'expired' | 'refused';
    };
