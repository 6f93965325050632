import type { FundCommandOf } from '#contracts/commands/fund.js';
import { BudgetAllocatedByFormula } from '#contracts/events/fund/budget.js';
import { streamOf } from '#contracts/events/all.js';
import { none } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { apportion } from '#libs/money/apportion.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { afterItsEnd } from '../agreement/in-force.js';
import { happened, refused, type Decision } from '../decision.js';
import { openSchemeOf, written } from './budgets.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { certaintiesBestFirst, type Tranche } from './holdings.js';
import { budgetPeriod } from './periods.js';
import { permitted, permittedEach } from './permissions.js';
import { shareBreach } from './share-limits.js';
import { ringFenceBreach } from './ring-fence.js';

/**
 * An amount shared between areas by a measured weight, to schemes that serve them: largest remainder,
 * ties to the earlier (rule 2). The weights and their day are kept with it.
 */
function allocateByFormula(
  fund: Fund,
  command: FundCommandOf<'allocate-by-formula'>,
  context: FundContext,
): Decision<FundEvent> {
  const { formula, source, year, nature, weights, measure, measuredOn, effective } = command;
  const ended = afterItsEnd(context.agreement, effective);
  if (ended) return { refused: ended };
  if (fund.formulas.has(formula))
    return refused('already-exists', { what: 'formula', id: formula, where: 'The fund' });
  if (!fund.sources.has(source))
    return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  for (const { area, scheme: id } of weights) {
    const scheme = openSchemeOf(fund, id, command);
    if ('problem' in scheme) return { refused: scheme };
    if (scheme.area !== area)
      return refused('serves-another-area', { scheme: id, area: scheme.area, asked: area });
  }
  const measured = weights.map(({ weight }) => inMillionths(weight));
  if (sumPence(measured) === 0n)
    return refused('invalid-request', { detail: 'weights: at least one is more than 0' });

  const amount = parsePence(command.amount);
  const free = certaintiesBestFirst.map((certainty) => ({
    certainty,
    pence: fund.holdings.sum({ holding: 'unallocated', certainty, source, year, nature }),
  }));
  const available = sumPence(free.map(({ pence }) => pence));
  if (amount > available)
    return refused('allocation-exceeds-source', {
      source,
      year,
      nature,
      unallocated: formatPence(available),
      short: formatPence(amount - available),
      ruleDate: fund.terms?.since ?? effective,
    });

  const period = budgetPeriod(fund, year, effective, context);
  if (typeof period !== 'string') return { refused: period };
  const amounts = apportion(amount, measured);
  const uses = permittedEach(fund, [...weights.entries()], ([place, { scheme: id }]) => {
    const scheme = fund.schemes.get(id);
    const of = { source, year, nature, on: effective };
    const breach = scheme && ringFenceBreach(fund, { ...of, scheme });
    if (!breach) return [];
    const crossing = { ...of, permits: 'other-use', forYear: year, scheme: id } as const;
    const used = permitted(fund, { ...crossing, amount: amounts[place] ?? 0n, by: 'allocation' });
    return 'problem' in used ? breach : used;
  });
  if ('problem' in uses) return { refused: uses };
  const event = BudgetAllocatedByFormula.of(effective, {
    formula,
    source,
    year,
    nature,
    period,
    amount: command.amount,
    measure,
    measuredOn,
    shares: weights.map(({ area, scheme, weight }, place) => ({
      area,
      scheme,
      weight,
      amount: formatPence(amounts[place] ?? 0n),
      parts: written(drawn(free, amounts[place] ?? 0n)),
    })),
  });
  const share = fund.holdings.asIf(postings({ ...event, stream: streamOf('fund', none) }), () =>
    weights
      .map(({ scheme: id }) => fund.schemes.get(id))
      .map(
        (scheme) =>
          scheme && shareBreach(fund, { source, scheme, year, nature, amount: 0n, on: effective }),
      )
      .find((breach) => breach !== undefined),
  );
  return share ? { refused: share } : happened<FundEvent>(...uses, event);
}

/** Confirmed money is shared out first, area by area; takes from what is free. */
function drawn(
  free: { certainty: Tranche['certainty']; pence: Pence }[],
  amount: Pence,
): Tranche[] {
  let left = amount;
  return free.flatMap((of) => {
    const pence = minPence(left, maxPence(0n, of.pence));
    left -= pence;
    of.pence -= pence;
    return pence > 0n ? [{ certainty: of.certainty, pence }] : [];
  });
}

/** Weights have up to six places; shares need only their proportions. */
const inMillionths = (weight: string): bigint => {
  const [whole = '', places = ''] = weight.split('.');
  return BigInt(whole + places.padEnd(6, '0'));
};

export const formulaDeciders = { 'allocate-by-formula': allocateByFormula } as const;
