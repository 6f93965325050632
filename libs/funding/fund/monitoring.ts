import { monthsOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  BalancesAgreed,
  BudgetProfiled,
  ForecastSubmitted,
} from '#contracts/events/fund/monitoring.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { inEqualParts } from '#libs/money/apportion.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';

type Decided = Decision<FundEvent>;

/** Spreads a budget over its twelve months: as asked, where that sums to it, else evenly. */
function profileBudget(fund: Fund, command: FundCommandOf<'profile-budget'>): Decided {
  const unknown = unknownLine(fund, command);
  if (unknown) return { refused: unknown };
  const { scheme, source, year, nature } = command;
  const budget = sumPence(
    fund.holdings
      .allocated(scheme, year, nature)
      .filter((of) => of.source === source)
      .map(({ pence }) => pence),
  );
  const amounts = command.months?.map(parsePence) ?? inEqualParts(budget, 12);
  const sum = sumPence(amounts);
  if (sum !== budget)
    return refused('does-not-add-up', {
      what: 'The twelve months',
      sum: formatPence(sum),
      amount: formatPence(budget),
    });
  return happened(
    BudgetProfiled.of(command.effective, {
      scheme,
      source,
      year,
      nature,
      budget: formatPence(budget),
      months: monthsOf(year).map((month, place) => ({
        month,
        amount: formatPence(amounts[place] ?? 0n),
      })),
    }),
  );
}

/** The budget holder says what the year will come to, and why. */
function submitForecast(
  fund: Fund,
  command: FundCommandOf<'submit-forecast'>,
  { office }: FundContext,
): Decided {
  const unknown = unknownLine(fund, command);
  if (unknown) return { refused: unknown };
  const { scheme, source, year, nature, month, outturn, explanation } = command;
  if (!monthsOf(year).includes(month))
    return refused('invalid-request', { detail: `${month} is no month of ${year}` });
  return happened(
    ForecastSubmitted.of(command.effective, {
      scheme,
      source,
      year,
      nature,
      month,
      outturn,
      explanation,
      office,
    }),
  );
}

/** Both sides' figures are kept as they were, whether they agree or not. */
function agreeBalances(
  _: Fund,
  command: FundCommandOf<'agree-balances'>,
  { today, office }: FundContext,
): Decided {
  const { ours } = command;
  if (ours === undefined) throw new Error('our side is read from the books, which was not done');
  if (command.at > today)
    return refused('invalid-request', {
      detail: `balances are compared as they were on a day that has come; ${command.at} has not`,
    });
  return happened(
    BalancesAgreed.of(command.effective, {
      with: command.with,
      at: command.at,
      logNumber: command.logNumber,
      ours,
      theirs: command.theirs,
      difference: formatPence(parsePence(ours) - parsePence(command.theirs)),
      explanation: command.explanation ?? null,
      office,
    }),
  );
}

function unknownLine(
  fund: Fund,
  { scheme, source }: { readonly scheme: string; readonly source: string },
): Refusal | undefined {
  if (!fund.schemes.has(scheme))
    return refusal('not-found', { what: 'scheme', id: scheme, where: 'the fund' });
  return fund.sources.has(source)
    ? undefined
    : refusal('not-found', { what: 'source', id: source, where: 'the fund' });
}

export const monitoringDeciders = {
  'profile-budget': profileBudget,
  'submit-forecast': submitForecast,
  'agree-balances': agreeBalances,
} as const;
