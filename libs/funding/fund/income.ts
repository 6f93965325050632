import { yearOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  InKindBeyondPledge,
  InKindProvided,
  InstalmentInvoiced,
  InstalmentReceived,
  OtherIncomeRecorded,
} from '#contracts/events/fund/contributions.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { unknown } from '#contracts/values.js';
import { formatPence, minPence, parsePence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { findContribution } from './contributions.js';
import type { FundContext } from './deciders.js';
import type { Contribution, Fund, InstalmentState } from './fund.js';
import { accountingPeriod, periodOfFact } from './periods.js';

type Decided = Decision<FundEvent>;

function invoiceInstalment(
  fund: Fund,
  command: FundCommandOf<'invoice-instalment'>,
  context: FundContext,
): Decided {
  const found = dueInstalment(fund, command);
  if ('problem' in found) return { refused: found };
  const { contribution, instalment } = found;
  // What came in without an invoice is not invoiced any more.
  const left =
    parsePence(instalment.amount) -
    instalment.invoiced -
    (instalment.received - instalment.settled);
  const amount = command.amount === undefined ? left : parsePence(command.amount);
  if (amount > left || amount === 0n)
    return refused('invoice-exceeds-instalment', {
      instalment: command.instalment,
      left: formatPence(left),
      short: formatPence(amount - left),
    });
  return happened(
    InstalmentInvoiced.of(command.effective, {
      ...of(contribution),
      period: accountingPeriod(fund, command.effective, context),
      instalment: command.instalment,
      amount: formatPence(amount),
      reference: command.reference,
    }),
  );
}

/** Cash comes in, or the host credits the pool in a journal: only then is it held (rule 6). */
const receiveInstalment = (
  fund: Fund,
  command: FundCommandOf<'receive-instalment'>,
  context: FundContext,
): Decided => receive(fund, command, context);

/** What a contributor owes on an instalment is settled, whole or in part. */
export function receive(
  fund: Fund,
  command: Omit<FundCommandOf<'receive-instalment'>, 'command' | 'method'> & {
    readonly method: 'bank' | 'journal' | 'settled-net';
  },
  context: FundContext,
): Decided {
  const found = dueInstalment(fund, command);
  if ('problem' in found) return { refused: found };
  const { contribution, instalment } = found;
  const left = parsePence(instalment.amount) - instalment.received;
  const amount = command.amount === undefined ? left : parsePence(command.amount);
  if (amount > left || amount === 0n)
    return refused('receipt-exceeds-instalment', {
      instalment: command.instalment,
      left: formatPence(left),
      short: formatPence(amount - left),
    });
  return happened(
    InstalmentReceived.of(command.effective, {
      ...of(contribution),
      period: accountingPeriod(fund, command.effective, context),
      instalment: command.instalment,
      method: command.method,
      amount: formatPence(amount),
      invoiced: formatPence(minPence(amount, instalment.invoiced - instalment.settled)),
      reference: command.reference,
    }),
  );
}

function provideInKind(
  fund: Fund,
  command: FundCommandOf<'provide-in-kind'>,
  context: FundContext,
): Decided {
  const found = findContribution(fund, command.contribution);
  if ('problem' in found) return { refused: found };
  if (found.form !== 'in-kind')
    return refused('wrong-form', { contribution: command.contribution, form: found.form });
  const period = periodOfFact(fund, found.year, command.effective, context);
  if (typeof period !== 'string') return { refused: period };
  const amount = parsePence(command.amount);
  const given = (fund.givenInKind.get(command.contribution) ?? 0n) + amount;
  const beyond = minPence(amount, given - found.amount);
  return happened<FundEvent>(
    InKindProvided.of(command.effective, {
      ...of(found),
      period,
      amount: command.amount,
      description: command.description,
    }),
    ...(beyond > 0n
      ? [InKindBeyondPledge.of(command.effective, { ...of(found), amount: formatPence(beyond) })]
      : []),
  );
}

function recordOtherIncome(
  fund: Fund,
  command: FundCommandOf<'record-other-income'>,
  context: FundContext,
): Decided {
  const { income, source, scheme } = command;
  if (fund.incomes.has(income))
    return refused('already-exists', { what: 'income', id: income, where: 'The fund' });
  if (source !== unknown && !fund.sources.has(source))
    return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  if (scheme !== unknown && !fund.schemes.has(scheme))
    return refused('not-found', { what: 'scheme', id: scheme, where: 'the fund' });
  return happened(
    OtherIncomeRecorded.of(command.effective, {
      income,
      kind: command.kind,
      from: command.from,
      source,
      scheme,
      nature: command.nature,
      period: accountingPeriod(fund, command.effective, context),
      relatesTo: command.relatesTo ?? yearOf(command.effective),
      amount: command.amount,
      reference: command.reference,
      published: command.published,
    }),
  );
}

const of = ({ contribution, source, year, nature }: Contribution) => ({
  contribution,
  source,
  year,
  nature,
});

/** Only confirmed cash is due; a pledge owes nothing (rule 6). */
function dueInstalment(
  fund: Fund,
  asked: { readonly contribution: string; readonly instalment: string },
): { contribution: Contribution; instalment: InstalmentState } | Refusal {
  const contribution = findContribution(fund, asked.contribution);
  if ('problem' in contribution) return contribution;
  if (contribution.form === 'aligned')
    return refusal('aligned-money', { what: 'receiving it', owner: contribution.source });
  if (contribution.form === 'in-kind')
    return refusal('wrong-form', { contribution: asked.contribution, form: 'in kind' });
  if (contribution.certainty !== 'confirmed')
    return refusal('not-confirmed', {
      contribution: asked.contribution,
      certainty: contribution.certainty,
    });
  const instalment = contribution.instalments.get(asked.instalment);
  return instalment
    ? { contribution, instalment }
    : refusal('not-found', {
        what: 'instalment',
        id: asked.instalment,
        where: `the contribution "${asked.contribution}"`,
      });
}

export const incomeDeciders = {
  'invoice-instalment': invoiceInstalment,
  'receive-instalment': receiveInstalment,
  'provide-in-kind': provideInKind,
  'record-other-income': recordOtherIncome,
} as const;
