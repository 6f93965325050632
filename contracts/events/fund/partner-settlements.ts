import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  FinancialYear,
  Id,
  Nature,
  OrganisationId,
  PositiveAmount,
  Power,
  Text,
} from '../../values.js';
import { ExitLine } from '../agreement/exit.js';
import { Period } from './shapes.js';

const counts = { period: Period, relatesTo: FinancialYear };

/** What was agreed, and the law that this flow of it rests on. */
const SettledLine = ExitLine.extend({ power: Power });
export type SettledLine = z.infer<typeof SettledLine>;

/** What an agreed exit settlement comes to in this fund. */
export const ExitSettled = event('ExitSettled', 2, {
  partner: OrganisationId,
  agreement: Id,
  /** The event of the agreement in which the settlement was agreed. */
  agreementRevision: z.int().min(0),
  lines: z.array(SettledLine).max(200),
  /** What had been settled before, where the settlement was agreed again: it is taken back. */
  reversed: z.array(SettledLine).max(200),
  ...counts,
});

/** What the pool and a partner owe each other is paid, whatever it came from. */
export const SettlementPaid = event('SettlementPaid', 2, {
  source: Id,
  power: Power,
  nature: Nature,
  direction: z.enum(['to-partner', 'from-partner']),
  amount: PositiveAmount,
  reference: Text,
  ...counts,
});

export const partnerSettlementEvents = { ExitSettled, SettlementPaid } as const;
