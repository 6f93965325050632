import { z } from 'zod';
import {
  Amount,
  Certainty,
  Day,
  FinancialYear,
  Id,
  NatureOrUnknown,
  OrganisationId,
  Text,
} from '../../values.js';

/** A calendar month, written `2026-04`. */
export const Month = z
  .string()
  .regex(/^(19|2[01])\d{2}-(0[1-9]|1[0-2])$/, 'write a month as "2026-04"');

/** The accounting period in which something counts: a month, or the adjustment of a year, `2027-03-adj`. */
export const Period = z
  .string()
  .regex(
    /^(19|2[01])\d{2}-(0[1-9]|1[0-2]|03-adj)$/,
    'write a period as "2026-04", or as "2027-03-adj" for what adjusts a year',
  );

/**
 * What a contribution is: cash, paid to the host; in kind; or aligned, money that its owner spends
 * itself and that never comes into a pool.
 */
export const Form = z.enum(['cash', 'in-kind', 'aligned']);

/** One payment due on a contribution. */
export const Instalment = z.strictObject({ instalment: Id, due: Day, amount: Amount });

/** An instalment as it is owed: its income and its debtor count in a period. */
export const Due = Instalment.extend({ period: Period });

/** Where authority to spend lies: the dimensions that the budget book keeps apart. */
export const place = { scheme: Id, source: Id, certainty: Certainty, area: Id };

/** A share of a commitment. Amounts of one award, year, scheme, nature, source and certainty. */
export const CommitmentLine = z.strictObject({
  ...place,
  year: FinancialYear,
  nature: NatureOrUnknown,
  period: Period,
  amount: Amount,
});

/**
 * A promise beyond what there is, by choice: on whose authority, why, and by how much (rule 19). By
 * source, beyond what its schemes had uncommitted; by year, beyond the agreement's limits.
 */
export const PromiseOverride = z.strictObject({
  authority: Text,
  reason: Text,
  beyondScheme: z
    .array(
      z.strictObject({
        scheme: Id,
        source: Id,
        year: FinancialYear,
        nature: NatureOrUnknown,
        amount: Amount,
      }),
    )
    .max(600),
  beyondLimit: z
    .array(
      z.strictObject({
        certainty: Certainty.exclude(['confirmed']),
        year: FinancialYear,
        amount: Amount,
      }),
    )
    .max(100),
});

/** A share of spending, and what it draws on: the commitment of its award, or the scheme's budget. */
export const SpendingPart = z.strictObject({
  ...place,
  drawsOn: z.enum(['commitment', 'scheme']),
  amount: Amount,
});

/** A share of an invoice, a credit note or a correction: its cost, and the VAT that comes back. */
export const InvoicedPart = z.strictObject({ ...SpendingPart.shape, recoverableVat: Amount });

/**
 * Money of one certainty becoming another, where it stands, or as what it went on into the next year.
 * `none`: not in a scheme, not in an award.
 */
export const Restatement = z.strictObject({
  holding: z.enum([
    'committed',
    'matched',
    'reserved',
    'spent',
    'moving',
    'scheme',
    'held',
    'unallocated',
    'carried-forward',
  ]),
  scheme: Id,
  award: Id,
  provider: OrganisationId,
  area: Id,
  amount: Amount,
});

/** The published columns that views and auditors ask for, by meaning; absent where not stated. */
export const published = z.record(z.string(), z.string());

export type Form = z.infer<typeof Form>;
export type Due = z.infer<typeof Due>;
export type Instalment = z.infer<typeof Instalment>;
export type CommitmentLine = z.infer<typeof CommitmentLine>;
/** A share of a commitment before it is known in which period it counts. */
export type UnfiledLine = Omit<CommitmentLine, 'period'>;
export type PromiseOverride = z.infer<typeof PromiseOverride>;
export type SpendingPart = z.infer<typeof SpendingPart>;
export type InvoicedPart = z.infer<typeof InvoicedPart>;
export type Restatement = z.infer<typeof Restatement>;
