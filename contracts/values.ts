import { z } from 'zod';

/** An amount of pounds with two places, as text: JSON numbers lose pence. */
export const Amount = z
  .string()
  .regex(/^-?\d{1,16}\.\d{2}$/, 'write an amount as "1200000.00"')
  .meta({ id: 'Amount', description: 'Pounds sterling with two places', examples: ['1200000.00'] });

export const PositiveAmount = Amount.refine((amount) => /^[^-]*[1-9]/.test(amount), {
  error: 'the amount must be more than 0.00',
}).meta({ id: 'PositiveAmount', description: 'More than 0.00', examples: ['1200000.00'] });

export const NonNegativeAmount = Amount.refine((amount) => !amount.startsWith('-'), {
  error: 'the amount must not be less than 0.00',
}).meta({ id: 'NonNegativeAmount', description: '0.00 or more', examples: ['0.00'] });

/** Outside of these a year is a slip of the keyboard (0202, 2922), or made to be counted up to. */
function isOfOurTime(dayOrYear: string): boolean {
  const year = Number(dayOrYear.slice(0, 4));
  return year >= 1900 && year <= 2199;
}

/** What is said of a text that is no day. */
export const unreadableDay = 'write a date as "2026-04-01"';

/** A day in Europe/London. */
export const Day = z.iso
  .date(unreadableDay)
  .refine(isOfOurTime, 'the year must be from 1900 to 2199')
  .meta({ id: 'Day' });

/** 1 April to 31 March, written `2026-27`. */
export const FinancialYear = z
  .string()
  .regex(/^\d{4}-\d{2}$/, 'write a financial year as "2026-27"')
  .refine((year) => Number(year.slice(5)) === (Number(year.slice(0, 4)) + 1) % 100, {
    error: 'the second half of a financial year follows the first: "2026-27"',
  })
  .refine(isOfOurTime, 'the year must be from 1900 to 2199')
  .meta({ id: 'FinancialYear', examples: ['2026-27'] });

/** What tells one thing from another within its kind: letters, digits and `. : _ -`. */
export const Id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,119}$/, 'use letters, digits and . : _ - (at most 120)')
  .meta({ id: 'Id', examples: ['northmoor'] });

/** org-id.guide identifier such as `GB-CHC-1159982`, or one of the ledger's own. */
export const OrganisationId = Id.meta({ id: 'OrganisationId', examples: ['GB-CHC-1159982'] });

/** `unknown` is a value of its own: not zero, not blank (rule 14). */
export const unknown = 'unknown';

export const Nature = z.enum(['revenue', 'capital']);
export const NatureOrUnknown = z.enum(['revenue', 'capital', unknown]);
export const Certainty = z.enum(['indicative', 'expected', 'confirmed']);
export const CostCategory = z.enum([
  'delivery',
  'workforce',
  'participation',
  'infrastructure',
  'core',
  'evaluation',
]);
export const Text = z.string().trim().min(1).max(2000);

/** The law that a flow of money rests on, as `s75` or `s256`; null where nobody has said it. */
export const Power = Text.nullable();

/** A text that only whoever holds the key of the person whom it concerns can read (rule 16). */
const SealedText = z
  .string()
  .regex(/^sealed:1:[A-Za-z0-9][A-Za-z0-9._:-]{0,119}:[A-Za-z0-9_-]+$/)
  .max(12_000);

/** Words that may say something of a person: they stand in the log sealed, where it is known of whom. */
export const PersonalText = z.union([SealedText, Text]);

/** VAT that cannot be recovered is part of the cost; a published `N/A` is not a blank (rule 14). */
export const IrrecoverableVat = z.union([Amount, z.enum([unknown, 'not-applicable'])]);

export type Certainty = z.infer<typeof Certainty>;
export type Nature = z.infer<typeof Nature>;
export type NatureOrUnknown = z.infer<typeof NatureOrUnknown>;
export type CostCategory = z.infer<typeof CostCategory>;
