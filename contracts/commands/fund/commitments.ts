import { z } from 'zod';
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

export const commitmentCommands = {
  'release-commitment': z.strictObject({ award: Id, year: FinancialYear, amount: PositiveAmount }),
} as const;

/** The steps of an award in each fund it draws on: asked for by the award, never from outside. */
export const commitmentSteps = {
  'reserve-commitment': z.strictObject({
    award: Id,
    kind: z.enum(['contract', 'grant']),
    provider: OrganisationId,
    expires: z.iso.datetime(),
    obligation: z.enum(['none', 'law', 'published-fact']),
    legalBasis: Text.optional(),
    override: Override.optional(),
    /** Of the award in all its funds, where it has several. */
    whole: PositiveAmount.optional(),
    /** What it is for. */
    costShares: z.array(CostShare).default([]),
    lines: z
      .array(
        z.strictObject({
          scheme: Id,
          year: FinancialYear,
          nature: NatureOrUnknown,
          amount: PositiveAmount,
          sources: Sources,
        }),
      )
      .min(1)
      .max(200),
  }),
  'confirm-commitment': z.strictObject({
    award: Id,
    costShares: z.array(CostShare),
  }),
  'lapse-commitment': z.strictObject({ award: Id }),
} as const;
