import { z } from 'zod';
import { Permits } from '../../events/fund/permissions.js';
import { Day, FinancialYear, Id, OrganisationId, PositiveAmount, Text } from '../../values.js';

export const permissionCommands = {
  'record-permission': z.strictObject({
    permission: Id,
    source: Id,
    standing: z.enum(['funder', 'government']).default('funder'),
    grantedBy: OrganisationId,
    permits: Permits,
    amount: PositiveAmount,
    years: z.array(FinancialYear).min(1).optional(),
    forYears: z.array(FinancialYear).min(1).optional(),
    schemes: z.array(Id).min(1).optional(),
    until: Day.optional(),
    reference: Text,
  }),
} as const;
