import { yearOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import { OtherIncomeBudgeted, VatRecovered } from '#contracts/events/fund/other-income.js';
import { type FundEvent } from '#contracts/events/fund.js';
import type { Nature } from '#contracts/values.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { hostedOn } from './hosting.js';
import { accountingPeriod, budgetPeriod } from './periods.js';

type Decided = Decision<FundEvent>;

/** VAT that came back; the postings of each lie in the month in which it came. */
export interface RecoveredVat {
  readonly source: string;
  readonly nature: Nature;
  readonly period: string;
  readonly pence: Pence;
}

/** The body that bought gets VAT back, up to what arose by a month and has not come back. */
function recoverVat(
  fund: Fund,
  command: FundCommandOf<'recover-vat'>,
  context: FundContext,
): Decided {
  const { recovery, source, nature } = command;
  if (fund.recoveredVat.has(recovery))
    return refused('already-exists', { what: 'recovery', id: recovery, where: 'The fund' });
  if (!fund.sources.has(source))
    return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  const period = accountingPeriod(fund, command.effective, context);
  const upTo = command.upTo ?? period;
  const left = recoverable(fund, { source, nature, upTo });
  const amount = parsePence(command.amount);
  if (amount > left)
    return refused('vat-exceeds-recoverable', {
      source,
      nature,
      upTo,
      left: formatPence(left),
      short: formatPence(amount - left),
    });
  return happened(
    VatRecovered.of(command.effective, {
      recovery,
      body: command.body ?? hostedOn(fund, command.effective)?.host ?? 'unknown',
      source,
      nature,
      period,
      relatesTo: yearOf(upTo),
      upTo,
      amount: command.amount,
      reference: command.reference,
    }),
  );
}

/** What arose by the end of a month, less all that ever came back: the oldest comes back first. */
function recoverable(
  fund: Fund,
  {
    source,
    nature,
    upTo,
  }: { readonly source: string; readonly nature: Nature; readonly upTo: string },
): Pence {
  const balance = fund.totals.sum({ account: 'cash:vat-recoverable', source, nature, upTo });
  const later = [...fund.recoveredVat.values()].filter(
    (recovered) =>
      recovered.source === source && recovered.nature === nature && recovered.period > upTo,
  );
  // What was taken back later, by a correction or a recoding, does not come back either.
  const now = fund.totals.sum({ account: 'cash:vat-recoverable', source, nature });
  return maxPence(0n, minPence(now, balance - sumPence(later.map(({ pence }) => pence))));
}

/**
 * Interest, client contributions and the like count towards the year's variance as they are. They
 * become authority to spend only by this decision, up to what came in and was not budgeted.
 */
function budgetOtherIncome(
  fund: Fund,
  command: FundCommandOf<'budget-other-income'>,
  context: FundContext,
): Decided {
  const { source, year, nature } = command;
  if (!fund.sources.has(source))
    return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  const period = budgetPeriod(fund, year, command.effective, context);
  if (typeof period !== 'string') return { refused: period };
  const of = { source, year, nature };
  // Income stands as a credit; so does authority where it comes from.
  const left =
    fund.totals.sum({ account: 'budget:other-income:confirmed', ...of }) -
    fund.totals.sum({ account: 'cash:income:other', ...of });
  const amount = parsePence(command.amount);
  if (amount > left)
    return refused('budget-exceeds-income', {
      ...of,
      left: formatPence(maxPence(0n, left)),
      short: formatPence(amount - maxPence(0n, left)),
    });
  return happened(
    OtherIncomeBudgeted.of(command.effective, {
      ...of,
      period,
      amount: command.amount,
    }),
  );
}

export const otherIncomeDeciders = {
  'recover-vat': recoverVat,
  'budget-other-income': budgetOtherIncome,
} as const;
