import type { ContractCommandOf } from '#contracts/commands/award/contract.js';
import { ContractUplifted } from '#contracts/events/award/contract.js';
import { daysAfter } from '#contracts/calendar.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, sumPence } from '#libs/money/pence.js';
import { heldBetween, movementOf, rateOf } from '#libs/money/rate.js';
import type { Made } from './made.js';
import { amountAfter } from './money.js';
import { noEffect, type Plan } from './plan.js';

/**
 * Prices follow a published index, by the contract's formula: from the month that they rest on to a
 * later one, held between collar and cap. What the formula gives is owed in law, so it is recorded
 * at once, and it is no decision of the commissioner's, so no regime tests it.
 */
export function upliftContract(
  made: Made,
  command: ContractCommandOf<'uplift-contract'>,
): Plan | Refusal {
  const { change, from, before, now, effective } = command;
  const { indexation } = made.contract.terms;
  if (!indexation) return refusal('not-indexed', {});
  const rests = made.contract.indexedTo ?? indexation.base;
  if (before.month !== rests || now.month <= rests)
    return refusal('other-index-month', { index: indexation.index, rests, asked: before.month });
  const movement = movementOf(before.value, now.value, indexation.places);
  const { rate, held } = heldBetween(movement, indexation.collar, indexation.cap);
  const moved = made.funding
    .map((line) => ({
      line,
      pence: rateOf(amountAfter(line, made, daysAfter(from, -1)), rate, 'nearest-penny'),
    }))
    .filter(({ pence }) => pence !== 0n);
  const options = made.contract.options.filter(({ state }) => state === 'open');
  return {
    change,
    effect: {
      ...noEffect,
      obligation: 'law',
      legalBasis: `Indexation by ${indexation.index}, from ${before.month} to ${now.month}`,
      adds: moved
        .filter(({ pence }) => pence > 0n)
        .map(({ line, pence }) => ({ ...line, amount: formatPence(pence), sources: 'as-award' })),
      releases: moved
        .filter(({ pence }) => pence < 0n)
        .map(({ line, pence }) => ({ ...line, amount: formatPence(-pence) })),
      upTo: true,
    },
    happens: (money) =>
      ContractUplifted.of(effective, {
        change,
        ...money,
        from,
        index: indexation.index,
        before,
        now,
        movement,
        applied: rate,
        held,
        optionsValue: formatPence(
          sumPence(options.map(({ worth }) => worth + rateOf(worth, rate, 'nearest-penny'))),
        ),
      }),
  };
}
