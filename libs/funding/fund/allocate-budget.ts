import type { FundCommandOf } from '#contracts/commands/fund.js';
import { BudgetAllocated } from '#contracts/events/fund/budget.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { formatPence, maxPence, parsePence, sumPence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { openSchemeOf, written } from './budgets.js';
import { afterItsEnd } from '../agreement/in-force.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { certaintiesBestFirst } from './holdings.js';
import { permitted } from './permissions.js';
import { budgetPeriod } from './periods.js';
import { shareBreach } from './share-limits.js';
import { ringFenceBreach } from './ring-fence.js';

/** Authority to spend passes from a source to a scheme: inside its ring-fences, up to what it has. */
export function allocateBudget(
  fund: Fund,
  command: FundCommandOf<'allocate-budget'>,
  context: FundContext,
): Decision<FundEvent> {
  const ended = afterItsEnd(context.agreement, command.effective);
  if (ended) return { refused: ended };
  const { source, year, nature } = command;
  const scheme = openSchemeOf(fund, command.scheme, command);
  if ('problem' in scheme) return { refused: scheme };
  if (!fund.sources.has(source))
    return refused('not-found', { what: 'source', id: source, where: 'the fund' });

  const breach = ringFenceBreach(fund, { source, scheme, year, nature, on: command.effective });
  const period = budgetPeriod(fund, year, command.effective, context);
  if (typeof period !== 'string') return { refused: period };
  const amount = parsePence(command.amount);
  const uses = breach
    ? permitted(fund, {
        source,
        permits: 'other-use',
        year,
        forYear: year,
        scheme: command.scheme,
        nature,
        amount,
        on: command.effective,
        by: 'allocation',
      })
    : [];
  if ('problem' in uses) return { refused: breach ?? uses };
  const share = shareBreach(fund, { source, scheme, year, nature, amount, on: command.effective });
  if (share) return { refused: share };

  const unallocated = certaintiesBestFirst.map((certainty) => ({
    certainty,
    pence: fund.holdings.sum({ holding: 'unallocated', certainty, source, year, nature }),
  }));
  const available = sumPence(unallocated.map(({ pence }) => pence));
  if (amount > available) {
    const other = nature === 'capital' ? 'revenue' : 'capital';
    const crosses = available <= 0n && holds(fund, source, year, other);
    if (crosses || !command.override)
      return crosses
        ? refused('crosses-nature', {
            source,
            year,
            nature,
            holds: other,
            ruleDate: fund.terms?.since ?? command.effective,
            short: command.amount,
          })
        : refused('allocation-exceeds-source', {
            source,
            year,
            nature,
            scheme: command.scheme,
            unallocated: formatPence(available),
            short: formatPence(amount - available),
            ruleDate: fund.terms?.since ?? command.effective,
          });
  }

  const beyond = maxPence(0n, amount - maxPence(0n, available));
  const from = { holding: 'unallocated', source, year, nature } as const;
  return happened<FundEvent>(
    ...uses,
    BudgetAllocated.of(command.effective, {
      scheme: command.scheme,
      source,
      year,
      nature,
      period,
      area: scheme.area,
      amount: command.amount,
      parts: written(fund.holdings.take(from, amount, certaintiesBestFirst, 'confirmed')),
      override:
        command.override && beyond > 0n
          ? { ...command.override, beyond: formatPence(beyond) }
          : null,
    }),
  );
}

/**
 * What the source has to give for the year is of the other nature: still unallocated, or all that
 * was contributed. In kind covers nothing (rule 6).
 */
function holds(fund: Fund, source: string, year: string, other: 'capital' | 'revenue'): boolean {
  if (fund.holdings.sum({ holding: 'unallocated', source, year, nature: other }) > 0n) return true;
  const contributed = [...fund.contributions.values()].filter(
    (given) => given.form !== 'in-kind' && given.source === source && given.year === year,
  );
  return contributed.length > 0 && contributed.every(({ nature }) => nature === other);
}
