import { z } from 'zod';
import {
  Day,
  FinancialYear,
  Id,
  Nature,
  NatureOrUnknown,
  OrganisationId,
  PositiveAmount,
  Text,
} from '../../values.js';
import { Sources } from './shapes.js';

/** Under another award, or under a scheme and its sources; re-sourced where only the sources differ. */
export const RecodeSpending = z.strictObject({
  expenditure: Id,
  corrects: Id,
  /** The cost that is recoded, with its VAT; without it, all that stands. */
  amount: PositiveAmount.optional(),
  award: Id.optional(),
  scheme: Id.optional(),
  sources: Sources.default('as-scheme'),
  nature: Nature.optional(),
  /** Why capital is written off to revenue. */
  abortive: Text.optional(),
});

/**
 * An amount of published payments, which the fund does not keep one by one. What `from` leaves out
 * is taken as it stands; what `to` leaves out stays as it is. Without an amount it is all of it.
 */
export const RecodePayments = z.strictObject({
  recoding: Id,
  from: z.strictObject({
    /** The accounting year in which they count. */
    year: FinancialYear,
    scheme: Id.optional(),
    source: Id.optional(),
    nature: NatureOrUnknown.optional(),
    award: Id.optional(),
    provider: OrganisationId.optional(),
    /** The year whose cost it is. */
    relatesTo: FinancialYear.optional(),
  }),
  amount: PositiveAmount.optional(),
  to: z
    .strictObject({
      scheme: Id.optional(),
      /** All of it is this source's money. */
      source: Id.optional(),
      /** By the scheme's allocations, or by amounts that come to the whole. */
      sources: Sources.optional(),
      nature: Nature.optional(),
      /** By the commitment of the award, as far as it has money left. */
      award: Id.optional(),
    })
    .refine((to) => Object.keys(to).length > 0, { error: 'say what it becomes' })
    .refine(({ source, sources }) => source === undefined || sources === undefined, {
      error: 'name one source or several, not both',
    })
    .refine(
      ({ award, scheme, source, sources }) =>
        award === undefined || (scheme ?? source ?? sources) === undefined,
      { error: 'an award says which scheme and whose money it is; leave them out' },
    ),
  /** Identifiers of the payments, for reference. */
  payments: z.array(Text).max(200).default([]),
  /** Why capital is written off to revenue. */
  abortive: Text.optional(),
});

/** A recoding as it is proposed: one of the two commands by its name, with all that it says. */
export const ProposedRecoding = z.discriminatedUnion('command', [
  RecodeSpending.extend({ command: z.literal('recode-spending') }),
  z.strictObject({ command: z.literal('recode-payments'), ...RecodePayments.shape }),
]);

export type ProposedRecoding = z.infer<typeof ProposedRecoding>;

export const recodingCommands = {
  'recode-spending': RecodeSpending,
  'recode-payments': RecodePayments,
  /** Asks those to decide whom the scheme of delegation names: they see all that will be recoded. */
  'propose-recoding': z.strictObject({
    proposal: Id,
    recoding: ProposedRecoding,
    /** The last day on which it can be approved; three months on, if none is named. */
    expires: Day.optional(),
  }),
  /** Gives one office's approval; with the last one that is needed it is recoded. */
  'approve-recoding': z.strictObject({ proposal: Id }),
  /** By the organisation that proposed it, or by one whose approval it needs. */
  'withdraw-recoding': z.strictObject({ proposal: Id, cause: Text }),
  /** Nobody decided it by its last day; the service asks for it too. */
  'lapse-recoding': z.strictObject({ proposal: Id }),
} as const;

/** What a proposal comes to once everybody has approved it: rehearsed, and never recorded by itself. */
export const recodingSteps = { 'rehearse-recoding': z.strictObject({ proposal: Id }) } as const;
