import type { FundCommandOf } from '#contracts/commands/fund.js';
import { RetentionHeld, RetentionReleased } from '#contracts/events/fund/retention.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { InvoicedPart, SpendingPart } from '#contracts/events/fund/shapes.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { rateOf } from '#libs/money/rate.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import { expenditureAt, owedOn, standing } from './expenditures.js';
import type { Expenditure, Fund, Portion } from './fund.js';
import { accountingPeriod } from './periods.js';
import { partsBy, portionsOf, samePortion } from './portions.js';

type Decided = Decision<FundEvent>;

const retainedOn = ({ portions }: Pick<Expenditure, 'portions'>): Pence =>
  sumPence(portions.map(({ retained }) => retained));

/** Keeps back some of what is owed on an invoice, from each source in proportion to what it owes. */
function holdRetention(
  fund: Fund,
  { expenditure, amount, cause, effective }: FundCommandOf<'hold-retention'>,
  context: FundContext,
): Decided {
  const found = expenditureAt(fund, expenditure, 'verified');
  if ('problem' in found) return { refused: found };
  const asked = parsePence(amount);
  const left = maxPence(0n, owedOn(found) - found.disputed);
  if (asked > left)
    return refused('retention-exceeds-invoice', {
      expenditure,
      left: formatPence(left),
      short: formatPence(asked - left),
    });
  return happened(
    RetentionHeld.of(effective, {
      ...standing(found, accountingPeriod(fund, effective, context)),
      expenditure,
      parts: partsBy(found.portions, ({ owed }) => owed, asked),
      amount,
      retained: formatPence(retainedOn(found) + asked),
      cause,
    }),
  );
}

/** What was kept back can be paid now; after a correction too, so that only what was paid is owed back. */
function releaseRetention(
  fund: Fund,
  { expenditure, amount, cause, effective }: FundCommandOf<'release-retention'>,
  context: FundContext,
): Decided {
  const found = expenditureAt(fund, expenditure, 'verified');
  if ('problem' in found) return { refused: found };
  const retained = retainedOn(found);
  const asked = amount === undefined ? retained : parsePence(amount);
  if (asked > retained || asked === 0n)
    return refused('nothing-retained', {
      expenditure,
      retained: formatPence(retained),
      short: formatPence(asked - retained),
    });
  const period = accountingPeriod(fund, effective, context);
  return happened(retentionReleased(expenditure, found, asked, { effective, period, cause }));
}

/**
 * What an expenditure keeps back of money that a credit or a correction takes back, so that it is
 * owed no longer: the provider would owe what it was never paid. The parts of a credit are below zero.
 */
export function retentionOver(
  expenditure: string,
  found: Expenditure,
  takenBack: readonly InvoicedPart[],
  of: { readonly effective: string; readonly period: string; readonly cause: string },
): FundEvent[] {
  const over = (portion: Portion): Pence => {
    const back = takenBack
      .filter((part) => samePortion(part, portion))
      .map((part) => parsePence(part.amount) + parsePence(part.recoverableVat));
    const pence = sumPence(back);
    return minPence(portion.retained, maxPence(0n, maxPence(pence, -pence) - portion.owed));
  };
  const amount = sumPence(found.portions.map(over));
  return amount === 0n ? [] : [retentionReleased(expenditure, found, amount, of, over)];
}

const retentionReleased = (
  expenditure: string,
  found: Expenditure,
  asked: Pence,
  of: { readonly effective: string; readonly period: string; readonly cause: string },
  from = ({ retained }: Portion): Pence => retained,
): FundEvent =>
  RetentionReleased.of(of.effective, {
    ...standing(found, of.period),
    expenditure,
    parts: partsBy(found.portions, from, asked),
    amount: formatPence(asked),
    retained: formatPence(retainedOn(found) - asked),
    cause: of.cause,
  });

/** What the terms of a contract keep back of an invoice as it is verified: a share of its cost. */
export function retainedAtOnce(
  fund: Fund,
  invoice: Parameters<typeof standing>[0] & {
    readonly expenditure: string;
    readonly period: string;
    readonly effective: string;
    readonly cost: Pence;
    readonly parts: readonly SpendingPart[];
  },
  { ofAward }: FundContext,
): FundEvent[] {
  const terms = ofAward?.retention;
  if (!terms || (terms.until !== null && invoice.effective > terms.until)) return [];
  const share = rateOf(invoice.cost, terms.percent, 'nearest-penny');
  const amount =
    terms.most === null
      ? share
      : minPence(
          share,
          parsePence(terms.most) - ofAward.retainedElsewhere - retainedOf(fund, invoice.award),
        );
  if (amount <= 0n) return [];
  const { expenditure, effective } = invoice;
  return [
    RetentionHeld.of(effective, {
      ...standing(invoice, invoice.period),
      expenditure,
      parts: partsBy(portionsOf(invoice.parts), ({ owed }) => owed, amount),
      amount: formatPence(amount),
      retained: formatPence(amount),
      cause: 'The terms of the contract',
    }),
  ];
}

/** What this fund keeps back of an award at present. */
export const retainedOf = (fund: Fund, award: string): Pence =>
  sumPence([...fund.expenditures.values()].filter((one) => one.award === award).map(retainedOn));

export const retentionDeciders = {
  'hold-retention': holdRetention,
  'release-retention': releaseRetention,
} as const;
