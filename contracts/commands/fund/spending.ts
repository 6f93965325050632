import { z } from 'zod';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  IrrecoverableVat,
  Nature,
  NatureOrUnknown,
  OrganisationId,
  Text,
  NonNegativeAmount,
  PositiveAmount,
  unknown,
} from '../../values.js';
import { Sources, published } from './shapes.js';

/** What spending is charged to: an award's commitment, else a scheme's budget. */
const charge = {
  provider: OrganisationId,
  award: Id.optional(),
  scheme: Id.optional(),
  sources: Sources.default('as-scheme'),
  nature: Nature.default('revenue'),
  /** The year whose cost it is, where that is not the year in which it counts. */
  relatesTo: FinancialYear.optional(),
};

/** Rule 14: what is not stated is unknown, and not nil. */
const StatedVat = z
  .union([NonNegativeAmount, z.enum([unknown, 'not-applicable'])])
  .default(unknown);

export const spendingCommands = {
  'accrue-expenditure': z.strictObject({
    expenditure: Id,
    ...charge,
    cost: PositiveAmount,
    description: Text,
    /** The day on which it reverses by itself; it waits for its invoice if not said. */
    reversesOn: Day.optional(),
  }),
  'reverse-accrual': z.strictObject({
    expenditure: Id,
    /** Asked because the day that it names has come: refused before. */
    onItsDay: z.boolean().default(false),
  }),
  'claim-expenditure': z.strictObject({
    expenditure: Id,
    provider: OrganisationId,
    award: Id,
    amount: PositiveAmount,
    reference: Text,
  }),
  'verify-expenditure': z.strictObject({
    expenditure: Id,
    ...charge,
    reference: Text,
    net: PositiveAmount,
    irrecoverableVat: StatedVat,
    recoverableVat: StatedVat,
    /** The accrual that this invoice clears. */
    accrual: Id.optional(),
    /** Of a claim of which less is verified: what stays open goes on as this claim. */
    rest: Id.optional(),
  }),
  'pay-expenditure': z.strictObject({
    expenditure: Id,
    amount: PositiveAmount.optional(),
    remittance: Text,
  }),
  'credit-expenditure': z.strictObject({
    expenditure: Id,
    credits: Id,
    cost: PositiveAmount,
    reference: Text,
  }),
  'reverse-expenditure': z.strictObject({ expenditure: Id, corrects: Id }),
  'record-payment': z
    .strictObject({
      expenditure: Id,
      kind: z.enum(['payment', 'credit-note', 'refund']).default('payment'),
      provider: OrganisationId.default('unknown'),
      award: Id.optional(),
      scheme: Id.default('unknown'),
      source: Id.default('unknown'),
      nature: NatureOrUnknown.default('unknown'),
      relatesTo: FinancialYear.optional(),
      net: Amount,
      irrecoverableVat: IrrecoverableVat.default('unknown'),
      reference: Text,
      /** Of aligned money: what its owner accrued for it. In a pool its invoice says so. */
      accrual: Id.optional(),
      published,
    })
    .refine(({ kind, accrual }) => kind === 'payment' || accrual === undefined, {
      path: ['accrual'],
      error: 'only a payment clears an accrual; what comes back is recorded without it',
    })
    .refine(({ kind, net }) => kind === 'payment' || net.startsWith('-'), {
      path: ['net'],
      error: 'a credit note or a refund is below zero',
    })
    .refine(({ kind, net }) => kind !== 'payment' || (net !== '0.00' && !net.startsWith('-')), {
      path: ['net'],
      error: 'a payment is above zero; what comes back is a credit note or a refund',
    }),
} as const;
