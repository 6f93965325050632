import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Amount, Day, Id, OrganisationId, Text, unknown } from '../values.js';

/** A cell as it was written: what of it could not be read is unknown, and never zero. */
const written = z.string().min(1).max(200);
const StatedDay = z.strictObject({ day: Day.nullable(), written });
const StatedAmount = z.strictObject({ amount: Amount.nullable(), written });

/** What a cell about an extension says: whether there is one or it was taken, for how long, how often. */
const StatedExtension = z.strictObject({
  of: z.enum(['option', 'number', 'first', 'second']),
  written,
  read: z.enum(['yes', 'no', 'months', 'times', 'not-applicable', unknown]),
  /** Of months and times, how many. */
  value: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,2})?$/)
    .nullable(),
});

/** In what a row contradicts itself: it is kept as it was published, and flagged. */
export const Contradiction = z.enum([
  'annual-over-total',
  'end-before-start',
  'duration-unlike-dates',
]);
export type Contradiction = z.infer<typeof Contradiction>;

/** The contracts of a body, as its own register has them on a day: the one that the event takes effect on. */
export const RegisterPublished = event('RegisterPublished', 1, {
  register: Id,
  /** The body that publishes it, by its name or its identifier. */
  publisher: Text,
  /** The file that it was read from, and what names it and the fund through which it came. */
  file: Text,
  fund: Id,
  import: Text,
});

/** A row of a register: what its publisher says of a contract. It is money of no fund. */
export const ContractListed = event('ContractListed', 1, {
  register: Id,
  line: z.int().min(1),
  reference: Text.nullable(),
  title: Text.nullable(),
  /** The name is `redacted` where it is held back; identifiers are those that its publisher gives. */
  supplier: z.strictObject({
    name: Text.nullable(),
    identifiers: z.array(OrganisationId).max(2),
    postcode: Text.nullable(),
  }),
  /** The body that the row names as the buyer, which may be another than the publisher. */
  purchaser: Text.nullable(),
  department: Text.nullable(),
  procedure: Text.nullable(),
  category: Text.nullable(),
  start: StatedDay.nullable(),
  end: StatedDay.nullable(),
  /** The end as it now is, with the extensions that were taken. */
  currentEnd: StatedDay.nullable(),
  review: StatedDay.nullable(),
  /** In months, as published; it may be part of one. */
  duration: z
    .strictObject({
      months: z
        .string()
        .regex(/^\d{1,6}(\.\d{1,2})?$/)
        .nullable(),
      written,
    })
    .nullable(),
  /** Nobody says whether it is of the first term or of all extensions too: no commitment (rule 14). */
  total: StatedAmount.nullable(),
  basis: z.literal(unknown),
  annual: StatedAmount.nullable(),
  extensions: z.array(StatedExtension).max(4),
  sme: z.enum(['yes', 'no', unknown]),
  vcse: z.enum(['yes', 'no', unknown]),
  contradictions: z.array(Contradiction).max(3),
});

export const registerEvents = { RegisterPublished, ContractListed } as const;
export type RegisterEvent = DraftOf<typeof registerEvents>;
