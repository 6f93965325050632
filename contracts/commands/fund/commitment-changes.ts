import { z } from 'zod';
import { Clawback, CostMove } from '../../events/fund/commitment-changes.js';
import { AuthorisedKind } from '../../events/fund/authority.js';
import { CostShare } from '../../events/award/shapes.js';
import {
  FinancialYear,
  Id,
  NatureOrUnknown,
  OrganisationId,
  PositiveAmount,
  Text,
} from '../../values.js';
import { Override, Sources } from './shapes.js';

const line = { scheme: Id, year: FinancialYear, nature: NatureOrUnknown };

/** Money that a change adds. `as-award`: from each source as the award's year already is. */
export const AddedLine = z.strictObject({
  ...line,
  amount: PositiveAmount,
  sources: z.union([Sources, z.literal('as-award')]),
});

/** Money that a change takes away, from each source in proportion to what is left of it. */
export const TakenLine = z.strictObject({
  ...line,
  amount: PositiveAmount,
});

const PositiveCostMove = CostMove.extend({ amount: PositiveAmount });

/** The steps of a change in each fund of the award: asked for by the award, never from outside. */
export const commitmentChangeSteps = {
  'reserve-change': z.strictObject({
    award: Id,
    change: Id,
    kind: z.enum(['contract', 'grant']),
    provider: OrganisationId,
    expires: z.iso.datetime(),
    obligation: z.enum(['none', 'law', 'published-fact']),
    legalBasis: Text.optional(),
    override: Override.optional(),
    /** As what a scheme of delegation may name it; left out where the award's terms provide for it. */
    decides: AuthorisedKind.extract(['commitment', 'contract-variation']).optional(),
    /** Of the change in all funds, where it touches several. */
    whole: PositiveAmount.optional(),
    /** What the award is for. */
    costShares: z.array(CostShare).default([]),
    adds: z.array(AddedLine).max(200).default([]),
    takes: z.array(TakenLine).max(200).default([]),
    /** Takes what is left where less is left than is asked for. */
    upTo: z.boolean().default(false),
    /** Takes all that the award has left in the fund. */
    takesAll: z.boolean().default(false),
    costMoves: z.array(PositiveCostMove).max(50).default([]),
    novatedTo: OrganisationId.nullable().default(null),
    clawback: Clawback.extend({ amount: PositiveAmount }).nullable().default(null),
  }),
  'confirm-change': z.strictObject({ award: Id, change: Id, costShares: z.array(CostShare) }),
  'lapse-change': z.strictObject({ award: Id, change: Id }),
} as const;

export type AddedLine = z.infer<typeof AddedLine>;
export type TakenLine = z.infer<typeof TakenLine>;
