import { z } from 'zod';
import { MatchFundingRecorded, Rate, Rounding, SpendBasis } from '../../events/fund/ring-fences.js';
import {
  CostCategory,
  Day,
  FinancialYear,
  Id,
  Nature,
  PositiveAmount,
  Text,
} from '../../values.js';

const terms = {
  name: Text,
  natures: z.array(Nature).min(1).default(['revenue', 'capital']),
  years: z.array(FinancialYear).optional(),
  schemes: z.array(Id).optional(),
  categories: z.array(Id).optional(),
  /** What awards may be for that its money is promised to; judged when it is. */
  costCategories: z.array(CostCategory).min(1).optional(),
  needs: z.array(Text).optional(),
  areas: z.array(Id).optional(),
  cohorts: z.array(Text).optional(),
  basis: SpendBasis.default('accrued'),
  yearLimited: z.boolean().default(false),
  until: Day.optional(),
  evidence: Text,
};

export const ringFenceCommands = {
  'define-ring-fence': z.strictObject({ ringFence: Id, source: Id, ...terms }),
  /** The terms as they are from the command's day on. */
  'change-ring-fence': z.strictObject({ ringFence: Id, ...terms }),
  'end-ring-fence': z.strictObject({ ringFence: Id, evidence: Text }),
  /** Set again under the same name: as it is from the command's day on. */
  'set-share-limit': z.strictObject({
    limit: Id,
    name: Text,
    source: Id,
    kind: z.enum(['minimum', 'maximum', 'match']),
    rate: Rate,
    rounding: Rounding.default('nearest-penny'),
    base: z.enum(['allocation', 'spend']).default('allocation'),
    over: z.enum(['year', 'programme']).default('programme'),
    natures: z.array(Nature).min(1).optional(),
    schemes: z.array(Id).min(1).optional(),
    categories: z.array(Id).min(1).optional(),
    costCategories: z.array(CostCategory).min(1).optional(),
    by: Day.optional(),
    until: Day.optional(),
    evidence: Text,
  }),
  'record-match-funding': MatchFundingRecorded.schema.extend({ amount: PositiveAmount }),
} as const;
