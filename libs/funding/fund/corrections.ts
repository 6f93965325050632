import type { FundCommandOf } from '#contracts/commands/fund.js';
import { EntryReversed, type Entry } from '#contracts/events/fund/corrections.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { yearOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { accountingPeriod } from './periods.js';
import { samePortion } from './portions.js';

/**
 * A correction of what was recorded as received, paid or given: it names the entry, takes all of it
 * back in the first open period, and leaves what it settled open, to be recorded anew (rule 1).
 */
function reverseEntry(
  fund: Fund,
  { entry: corrects, effective }: FundCommandOf<'reverse-entry'>,
  context: FundContext,
): Decision<FundEvent> {
  const entry = fund.entries.get(corrects);
  if (!entry)
    return refused('not-found', {
      what: 'receipt, payment or other entry that stands as event',
      id: String(corrects),
      where: 'the fund',
    });
  const period = accountingPeriod(fund, effective, context);
  const reversed: FundEvent[] = [];
  for (const [revision, of] of withItsOther(fund, corrects, entry)) {
    const rests = whatRestsOn(fund, of, period);
    if (rests !== undefined) return { refused: reliedOn(revision, rests) };
    const left = leftOf(fund, of);
    reversed.push(EntryReversed.of(effective, { corrects: revision, entry: of, period, left }));
  }
  return happened(...reversed);
}

const reliedOn = (entry: number, rests: string): Refusal =>
  refusal('relied-on', { entry: String(entry), rests });

/**
 * What a partner paid on the pool's behalf settled its instalment and paid a provider at once, one
 * after the other: both are so, or neither.
 */
function withItsOther(fund: Fund, revision: number, entry: Entry): [number, Entry][] {
  const receipt = entry.type === 'ExpenditurePaid' ? revision - 1 : revision;
  const [settled, paid] = [fund.entries.get(receipt), fund.entries.get(receipt + 1)];
  return settled?.type === 'InstalmentReceived' &&
    settled.data.method === 'settled-net' &&
    paid?.type === 'ExpenditurePaid'
    ? [
        [receipt, settled],
        [receipt + 1, paid],
      ]
    : [[revision, entry]];
}

/** What would be wrong without the entry; undefined where nothing is. */
function whatRestsOn(fund: Fund, { type, data }: Entry, period: string): string | undefined {
  switch (type) {
    case 'InstalmentReceived': {
      const found = fund.contributions.get(data.contribution)?.instalments.get(data.instalment);
      return found !== undefined &&
        found.received >= parsePence(data.amount) &&
        found.settled >= parsePence(data.invoiced)
        ? undefined
        : `the contribution "${data.contribution}" was varied or withdrawn since, so that the source is owed some of it`;
    }
    case 'OtherIncomeRecorded':
    case 'SavingsShareReceived': {
      const nature = 'nature' in data ? data.nature : 'revenue';
      return budgetedFrom(fund, { ...data, nature, period })
        ? `it is budgeted in ${yearOf(period)}`
        : undefined;
    }
    case 'ExpenditurePaid':
      return paidStill(fund, data)
        ? undefined
        : `"${data.expenditure}" was recoded, or what was paid of it was recovered, since`;
    case 'AdvancePaid':
      return leftOfAdvance(fund, data.advance) === parsePence(data.amount)
        ? undefined
        : `some of the advance "${data.advance}" is evidenced or returned`;
    case 'AdvanceReturned':
    case 'InKindProvided':
    case 'VatRecovered':
    case 'MoneyReturned':
    case 'SettlementPaid':
      return undefined;
  }
}

/** Whether more other income of the year would be budgeted than came in. */
function budgetedFrom(
  fund: Fund,
  of: {
    readonly source: string;
    readonly nature: NatureOrUnknown;
    readonly period: string;
    readonly amount: string;
  },
): boolean {
  const where = { source: of.source, nature: of.nature, year: yearOf(of.period) };
  const budgeted = -fund.totals.sum({ account: 'budget:other-income:confirmed', ...where });
  const income = -fund.totals.sum({ account: 'cash:income:other', ...where });
  return budgeted > 0n && income - parsePence(of.amount) < budgeted;
}

type Paid = Extract<Entry, { type: 'ExpenditurePaid' }>['data'];

/** Of each share at least as much is paid as this payment paid. */
function paidStill(fund: Fund, { expenditure, parts, amount }: Paid): boolean {
  const found = fund.expenditures.get(expenditure);
  if (!found || found.paid < parsePence(amount)) return false;
  return parts.every((part) => {
    const portion = found.portions.find((one) => samePortion(one, part));
    if (!portion) return false;
    const { cost, recoverableVat, owed, retained } = portion;
    return cost + recoverableVat - owed - retained >= parsePence(part.amount);
  });
}

const leftOfAdvance = (fund: Fund, advance: string): Pence =>
  sumPence((fund.advances.get(advance)?.parts ?? []).map(({ amount }) => amount));

function leftOf(fund: Fund, { type, data }: Entry): string | null {
  switch (type) {
    case 'AdvancePaid':
      return '0.00';
    case 'AdvanceReturned':
      return formatPence(leftOfAdvance(fund, data.advance) + parsePence(data.amount));
    default:
      return null;
  }
}

export const correctionDeciders = { 'reverse-entry': reverseEntry } as const;
