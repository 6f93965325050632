import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  NonNegativeAmount,
  OrganisationId,
  Text,
} from '../../values.js';

/** Payments to providers, and awards to them: each is published line by line. */
export const PublishedKind = z.enum(['payments', 'awards']);
export type PublishedKind = z.infer<typeof PublishedKind>;

/**
 * By whose rules the amounts above which something is published were chosen: the Local Government
 * Transparency Code 2015, NHS England's publication of spending over 25,000, or rules of one's own.
 */
export const PublicationStandard = z.enum(['transparency-code', 'nhs-25k', 'own']);
export type PublicationStandard = z.infer<typeof PublicationStandard>;

/** Published is what is worth more than this. */
export const PublicationThresholds = z.strictObject({
  payments: NonNegativeAmount,
  contracts: NonNegativeAmount,
  grants: NonNegativeAmount,
});

/** Above what the rules of others publish; rules of one's own name all amounts. */
export const thresholdsOf: Readonly<
  Record<Exclude<PublicationStandard, 'own'>, z.infer<typeof PublicationThresholds>>
> = {
  // Spending over 500, contracts over 5,000, every grant to a voluntary body.
  'transparency-code': { payments: '500.00', contracts: '5000.00', grants: '0.00' },
  'nhs-25k': { payments: '25000.00', contracts: '25000.00', grants: '25000.00' },
};

/** An award that is left out while it is commercially confidential: why, and up to which day. */
export const Confidential = z.strictObject({ award: Id, reason: Text, until: Day });

/** From its day on, what the fund publishes and what of that is redacted. */
export const PublicationPolicySet = event('PublicationPolicySet', 1, {
  /** Who keeps the fund, and what it is called: both stand beside what is published. */
  publisher: OrganisationId,
  title: Text,
  standard: PublicationStandard,
  lines: z.array(PublishedKind).max(2),
  /** Whether totals are published too, with small groups withheld. */
  totals: z.boolean(),
  thresholds: PublicationThresholds,
  /** What concerns a person is published without saying whom, or left out. */
  personal: z.enum(['redacted', 'left-out']),
  /** Recipients who are persons; what follows a person is personal without being named here. */
  individuals: z.array(OrganisationId).max(500),
  confidential: z.array(Confidential).max(500),
  /** How few providers a total of what is not published may have behind it. */
  smallestGroup: z.int().min(3).max(20),
});
export type PublicationPolicy = z.infer<typeof PublicationPolicySet.schema>;

/** One payment, or what one award gained or lost, as anybody may read it: already redacted. */
export const PublishedLine = z.strictObject({
  kind: z.enum(['payment', 'contract', 'grant']),
  on: Day,
  /** Its name; REDACTED PERSONAL DATA where it is a person's. */
  recipient: Text,
  /** Null where the recipient is redacted. */
  provider: OrganisationId.nullable(),
  vcse: z.enum(['yes', 'no', 'unknown']).nullable(),
  award: Id.nullable(),
  /** Of an award. */
  title: Text.nullable(),
  scheme: Id.nullable(),
  purpose: Text.nullable(),
  area: Id.nullable(),
  /** The financial year whose cost a payment is. */
  year: FinancialYear.nullable(),
  /** Paid, as it was paid; below zero where it was paid back. Of an award: gained or lost since. */
  amount: Amount,
  /** Of an award: what the fund has promised it in all. */
  value: Amount.nullable(),
  start: Day.nullable(),
  end: Day.nullable(),
  /** The event that it rests on. */
  event: z.int().min(1),
});
export type PublishedLine = z.infer<typeof PublishedLine>;

/** How many lines one event holds. */
export const linesPerEvent = 100;

/** Lines of a publication, in order. */
export const LinesPublished = event('LinesPublished', 1, {
  publication: Id,
  /** The place of the first of them in the publication; 1 is its first. */
  from: z.int().min(1),
  lines: z.array(PublishedLine).min(1).max(linesPerEvent),
});

/** Why a line of the ledger is in no publication. */
export const ExclusionReason = z.enum([
  'below-threshold',
  'personal',
  'confidential',
  'not-published',
]);
export type ExclusionReason = z.infer<typeof ExclusionReason>;

const Sum = z.strictObject({ count: z.int().min(0), amount: Amount });

/** What the ledger holds of a kind, and where each penny of it went: published and left out add up to it. */
export const Reconciled = z.strictObject({
  kind: PublishedKind,
  ledger: Sum,
  published: Sum,
  excluded: z.array(Sum.extend({ reason: ExclusionReason })).max(4),
});
export type Reconciled = z.infer<typeof Reconciled>;

/** A total that anybody may read; null where it is withheld, since it would tell of a single line. */
export const PublishedTotal = z.strictObject({
  /** What it is a total of: all payments where it names nothing. */
  of: z.strictObject({
    scheme: Id.exactOptional(),
    year: FinancialYear.exactOptional(),
    area: Id.exactOptional(),
    reason: ExclusionReason.exactOptional(),
  }),
  shown: Sum.nullable(),
});
export type PublishedTotal = z.infer<typeof PublishedTotal>;

/**
 * What has taken effect by a day, as known at a number, and was in no publication before: so that
 * publications never overlap, leave nothing out, and no two of them can be subtracted from each other.
 */
export const PublicationMade = event('PublicationMade', 1, {
  publication: Id,
  /** The one before; null for the first. */
  after: Id.nullable(),
  /** Payments from this day on. */
  from: Day,
  until: Day,
  /** The last number that it knows. */
  number: z.int().min(1),
  /** The day from which the policy holds by which it was made. */
  policyOf: Day,
  count: z.int().min(0),
  reconciled: z.array(Reconciled).length(2),
  totals: z.array(PublishedTotal).max(2_000),
});

export const publicationEvents = {
  PublicationPolicySet,
  LinesPublished,
  PublicationMade,
} as const;
