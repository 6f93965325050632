import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  Nature,
  NonNegativeAmount,
  OrganisationId,
  Text,
} from '../../values.js';

/** A line that money may not cross by itself (rule 18). */
export const Permits = z.enum([
  'capital-to-revenue',
  'revenue-to-capital',
  'other-use',
  'other-year',
]);
export type Permits = z.infer<typeof Permits>;

/** What the funder or the government has allowed in writing. No office can give it in their place. */
export const PermissionRecorded = event('PermissionRecorded', 1, {
  permission: Id,
  source: Id,
  standing: z.enum(['funder', 'government']),
  grantedBy: OrganisationId,
  permits: Permits,
  amount: Amount,
  /** Of which years' money; null: of any. */
  years: z.array(FinancialYear).nullable(),
  /** For use in which years; null: in any. */
  forYears: z.array(FinancialYear).nullable(),
  /** For which schemes; null: for any. */
  schemes: z.array(Id).nullable(),
  until: Day.nullable(),
  reference: Text,
});

/** A permission is used up as far as money crosses by it; below zero: what did not cross after all. */
export const PermissionUsed = event('PermissionUsed', 1, {
  permission: Id,
  source: Id,
  permits: Permits,
  year: FinancialYear,
  forYear: FinancialYear,
  nature: Nature,
  scheme: Id,
  amount: Amount,
  /** What is left of it after this use. */
  left: NonNegativeAmount,
  /** The reallocation or the allocation that used it. */
  by: Text,
});

export const permissionEvents = { PermissionRecorded, PermissionUsed } as const;
