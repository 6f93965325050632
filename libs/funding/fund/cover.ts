import type { FundCommandOf } from '#contracts/commands/fund.js';
import { OverspendCovered } from '#contracts/events/fund/budget.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none } from '#libs/ledger/posting.js';
import { formatPence, maxPence, minPence, parsePence, type Pence } from '#libs/money/pence.js';
import { afterItsEnd } from '../agreement/in-force.js';
import { happened, refused, type Decision } from '../decision.js';
import type { BudgetPlace, Overspend } from './budget-state.js';
import { written } from './budgets.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { certaintiesBestFirst } from './holdings.js';
import { budgetPeriod } from './periods.js';
import { shareBreachOfAll } from './share-limits.js';
import { ringFenceBreach } from './ring-fence.js';

type Moving = Exclude<FundCommandOf<'cover-overspend'>['cover'], { from: 'elsewhere' }>;

/**
 * Cover for what went beyond a budget: money of the same source, year and nature that is unallocated,
 * or what was done elsewhere, such as a reallocation of another scheme's budget. The flag stays; the
 * task is closed when nothing of it is left (rule 19).
 */
function coverOverspend(
  fund: Fund,
  { task, cover, effective }: FundCommandOf<'cover-overspend'>,
  context: FundContext,
): Decision<FundEvent> {
  const overspend = fund.overspends.get(task);
  if (!overspend || overspend.left === 0n)
    return refused('not-found', { what: 'open task', id: task, where: 'the fund' });
  if (cover.from === 'elsewhere') {
    const short = overspend.places.find((place) => missingAt(fund, place) > 0n);
    if (short)
      return refused('not-covered', {
        ...short,
        short: formatPence(missingAt(fund, short)),
      });
    return happened(
      OverspendCovered.of(effective, {
        task,
        amount: formatPence(overspend.left),
        left: '0.00',
        reference: cover.reference,
        moved: null,
      }),
    );
  }

  const ended = afterItsEnd(context.agreement, effective);
  if (ended) return { refused: ended };
  const { scheme, source, year, nature } = cover;
  const period = budgetPeriod(fund, year, effective, context);
  if (typeof period !== 'string') return { refused: period };
  const amount = coverable(fund, overspend, task, cover);
  if (typeof amount !== 'bigint') return { refused: amount };
  const to = fund.schemes.get(scheme);
  if (!to) return refused('not-found', { what: 'scheme', id: scheme, where: 'the fund' });
  const breach = ringFenceBreach(fund, { source, scheme: to, year, nature, on: effective });
  if (breach) return { refused: breach };
  const place = { source, year, nature };
  const share = shareBreachOfAll(fund, [{ ...place, scheme: to, amount }], effective);
  if (share) return { refused: share };
  const holding = { ...place, holding: 'unallocated' } as const;
  const available = maxPence(0n, fund.holdings.sum(holding));
  if (amount > available)
    return refused('cover-exceeds-budget', {
      from: 'unallocated',
      source,
      year,
      nature,
      available: formatPence(available),
      short: formatPence(amount - available),
    });
  return happened(
    OverspendCovered.of(effective, {
      task,
      amount: formatPence(amount),
      left: formatPence(overspend.left - amount),
      reference: null,
      moved: {
        from: 'unallocated',
        fromScheme: none,
        fromArea: none,
        scheme,
        area: to.area,
        source,
        year,
        nature,
        period,
        parts: written(fund.holdings.take(holding, amount, certaintiesBestFirst, 'confirmed')),
      },
    }),
  );
}

/** How far a budget is overspent now. */
export const missingAt = (fund: Fund, { scheme, source, year, nature }: BudgetPlace): Pence =>
  maxPence(0n, -fund.holdings.uncommitted(scheme, source, year, nature));

/** The amount asked for, or all that is missing; not more than that. */
function coverable(
  fund: Fund,
  overspend: Overspend,
  task: string,
  { scheme, source, year, nature, amount }: Moving,
): Pence | Refusal {
  const place = overspend.places.find(
    (one) =>
      one.scheme === scheme && one.source === source && one.year === year && one.nature === nature,
  );
  if (!place)
    return refusal('not-found', {
      what: 'overspent budget',
      id: scheme,
      where: `what the task "${task}" is about (${source}, ${year}, ${nature})`,
    });
  const missing = minPence(overspend.left, missingAt(fund, place));
  const asked = amount === undefined ? missing : parsePence(amount);
  return asked > 0n && asked <= missing
    ? asked
    : refusal('cover-exceeds-overspend', {
        scheme,
        missing: formatPence(missing),
        short: formatPence(asked - missing),
      });
}

export const coverDeciders = { 'cover-overspend': coverOverspend } as const;
