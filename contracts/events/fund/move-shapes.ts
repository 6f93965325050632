import { z } from 'zod';
import { Amount, CostCategory, FinancialYear, Id, Nature, OrganisationId } from '../../values.js';

const money = { fund: Id, source: Id, year: FinancialYear, nature: Nature };

/** Where budget stands: in a scheme, in what an award has outstanding, or in a cost line of an award. */
export const MovePlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scheme'), ...money, scheme: Id }),
  z.strictObject({ kind: z.literal('award'), ...money, scheme: Id, award: Id }),
  z.strictObject({
    kind: z.literal('line'),
    fund: Id,
    award: Id,
    year: FinancialYear,
    category: CostCategory,
  }),
]);

/** One part of a move: so much, from here to there. */
export const Leg = z.strictObject({ amount: Amount, from: MovePlace, to: MovePlace });

/** Who decided, in which office, by which version of which scheme of delegation. */
export const Approval = z.strictObject({
  organisation: OrganisationId,
  office: Id,
  by: Id,
  day: z.iso.date(),
  /** The revision of the organisation's scheme of delegation that was in force when it was given. */
  delegation: z.int(),
  powers: z.array(Id),
});

export type MovePlace = z.infer<typeof MovePlace>;
export type MoneyPlace = Exclude<MovePlace, { kind: 'line' }>;
export type Leg = z.infer<typeof Leg>;
export type Approval = z.infer<typeof Approval>;
