import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Day, FinancialYear, Id, Nature, OrganisationId, Text } from '../../values.js';
import { Month } from './shapes.js';

/** A scheme's money of one source for a year: what a budget holder answers for. */
const line = { scheme: Id, source: Id, year: FinancialYear, nature: Nature };

/** How a budget is expected to be spent over the twelve months of its year. */
export const BudgetProfiled = event('BudgetProfiled', 1, {
  ...line,
  /** As it stood when it was profiled: what the months sum to. */
  budget: Amount,
  months: z.array(z.strictObject({ month: Month, amount: Amount })).length(12),
});

/** What a budget holder expects the year to cost, as seen at the end of a month. A later one supersedes. */
export const ForecastSubmitted = event('ForecastSubmitted', 1, {
  ...line,
  month: Month,
  outturn: Amount,
  explanation: Text,
  /** In which office it was submitted. */
  office: Text,
});

/** The fund and another body compared what one owes the other, at a day and a log number. */
export const BalancesAgreed = event('BalancesAgreed', 1, {
  with: OrganisationId,
  at: Day,
  logNumber: z.int().min(1),
  /** What the body owes by each side's books, on balance; below zero where the fund owes it. */
  ours: Amount,
  theirs: Amount,
  difference: Amount,
  explanation: Text.nullable(),
  office: Text,
});

export const monitoringEvents = { BudgetProfiled, ForecastSubmitted, BalancesAgreed } as const;
