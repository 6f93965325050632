import { z } from 'zod';
import { event, type EventType } from '../../event-type.js';
import { Amount } from '../../values.js';
import { AdvancePaid, AdvanceReturned } from './advances.js';
import { InKindProvided, InstalmentReceived, OtherIncomeRecorded } from './contributions.js';
import { VatRecovered } from './other-income.js';
import { SettlementPaid } from './partner-settlements.js';
import { SavingsShareReceived } from './savings.js';
import { Period } from './shapes.js';
import { ExpenditurePaid } from './spending.js';
import { MoneyReturned } from './year-end.js';

const entry = <Type extends string, Shape extends z.ZodRawShape>({
  type,
  schema,
}: EventType<Type, Shape>) => z.strictObject({ type: z.literal(type), data: schema });

/**
 * What came in or went out, as it was recorded: in the words of the present version of its type. A
 * new version of one of these is a new version of `EntryReversed` too.
 */
const Entry = z.discriminatedUnion('type', [
  entry(InstalmentReceived),
  entry(OtherIncomeRecorded),
  entry(SavingsShareReceived),
  entry(InKindProvided),
  entry(ExpenditurePaid),
  entry(AdvancePaid),
  entry(AdvanceReturned),
  entry(VatRecovered),
  entry(MoneyReturned),
  entry(SettlementPaid),
]);

/**
 * A correction (rule 1): something was recorded as received, paid or given that was not so. All of it
 * is taken back, in the first open period, and what it settled is open again: recorded anew, it is
 * another entry.
 */
export const EntryReversed = event('EntryReversed', 2, {
  /** The place in the fund's stream of what is corrected: its revision. */
  corrects: z.int().min(0),
  entry: Entry,
  period: Period,
  /** Where it is of an advance: what of that is neither evidenced nor returned after this. */
  left: Amount.nullable(),
});

export const correctionEvents = { EntryReversed } as const;

export type Entry = z.infer<typeof Entry>;
