import type { FundCommandOf } from '#contracts/commands/fund.js';
import { BudgetGivenUp, SchemeClosed } from '#contracts/events/fund/budget.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { BudgetHolding } from '#libs/ledger/posting.js';
import { unknown } from '#contracts/values.js';
import { formatPence, maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund, Scheme } from './fund.js';
import { certaintiesWorstFirst, type Tranche } from './holdings.js';
import { budgetPeriod } from './periods.js';
import { daysOfYear } from './ring-fence.js';

type Decided = Decision<FundEvent>;

/** A scheme that takes budget: there is one, and it is not closed on the day, nor when the year begins. */
export function openSchemeOf(
  fund: Fund,
  id: string,
  { year = unknown, effective }: { readonly year?: string; readonly effective: string },
): Scheme | Refusal {
  const scheme = fund.schemes.get(id);
  if (!scheme) return refusal('not-found', { what: 'scheme', id, where: 'the fund' });
  const closed = fund.closedSchemes.get(id);
  return closed !== undefined && daysOfYear(year, effective).some((day) => closed <= day)
    ? refusal('scheme-closed', { scheme: id, closed, ruleDate: closed })
    : scheme;
}

export const written = (
  tranches: readonly Tranche[],
): { certainty: Tranche['certainty']; amount: string }[] =>
  tranches.map(({ certainty, pence }) => ({ certainty, amount: formatPence(pence) }));

/** What a scheme does not need goes back to its source, the least certain of it first. */
function giveUpBudget(
  fund: Fund,
  command: FundCommandOf<'give-up-budget'>,
  context: FundContext,
): Decided {
  const { source, year, nature } = command;
  const period = budgetPeriod(fund, year, command.effective, context);
  if (typeof period !== 'string') return { refused: period };
  const scheme = fund.schemes.get(command.scheme);
  if (!scheme)
    return refused('not-found', { what: 'scheme', id: command.scheme, where: 'the fund' });
  const uncommitted = fund.holdings.uncommitted(scheme.scheme, source, year, nature);
  const amount = parsePence(command.amount);
  if (amount > uncommitted)
    return refused('budget-exceeded', {
      scheme: command.scheme,
      source,
      year,
      nature,
      uncommitted: formatPence(uncommitted),
      short: formatPence(amount - uncommitted),
    });
  const from = { holding: 'scheme', scheme: scheme.scheme, source, year, nature } as const;
  return happened(
    BudgetGivenUp.of(command.effective, {
      scheme: command.scheme,
      source,
      year,
      nature,
      period,
      area: scheme.area,
      amount: command.amount,
      parts: written(fund.holdings.take(from, amount, certaintiesWorstFirst, 'confirmed')),
    }),
  );
}

const openHoldings: readonly BudgetHolding[] = [
  'scheme',
  'reserved',
  'committed',
  'moving',
  'held',
];

/** A scheme is closed once nothing is left to spend or to find cover for. */
function closeScheme(fund: Fund, command: FundCommandOf<'close-scheme'>): Decided {
  const scheme = openSchemeOf(fund, command.scheme, command);
  if ('problem' in scheme) return { refused: scheme };
  const open = openHoldings.flatMap((holding) =>
    fund.holdings
      .years()
      .flatMap((year) =>
        fund.holdings
          .list({ holding, year, scheme: scheme.scheme })
          .map(({ pence }): Pence => maxPence(pence, -pence)),
      ),
  );
  if (open.length > 0)
    return refused('scheme-open', {
      scheme: command.scheme,
      open: formatPence(sumPence(open)),
      ruleDate: command.effective,
    });
  return happened(
    SchemeClosed.of(command.effective, { scheme: command.scheme, cause: command.cause }),
  );
}

export const budgetDeciders = {
  'give-up-budget': giveUpBudget,
  'close-scheme': closeScheme,
} as const;
