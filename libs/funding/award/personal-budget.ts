import type { ContractCommandOf } from '#contracts/commands/award/contract.js';
import { ContractAwarded, type AwardEvent } from '#contracts/events/award.js';
import { PersonalBudgetBuilt } from '#contracts/events/award/personal-budget.js';
import { formatPence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { seemsPersonal } from '../outcome/reference.js';
import { totalOf } from './money.js';

/**
 * Money for one person's needs: their sum, or what somebody decided instead and why. It is a contract
 * of exactly that much, paid and novated like any other, and says of the person only a pseudonym.
 */
export function personalBudgetAwarded(
  command: ContractCommandOf<'award-personal-budget'>,
  award: string,
): Decision<AwardEvent> {
  const { effective, person, needs, override, funding } = command;
  for (const reference of [person, award]) {
    const personal = seemsPersonal(reference);
    if (personal !== undefined) return refused('personal-reference', { seems: personal });
  }
  const kinds = needs.map(({ need }) => need);
  const twice = kinds.find((need, place) => kinds.indexOf(need) !== place);
  if (twice !== undefined)
    return refused('already-exists', { what: 'need', id: twice, where: 'The personal budget' });
  const sum = formatPence(totalOf(needs));
  const budget = override?.amount ?? sum;
  const funded = formatPence(totalOf(funding));
  if (funded !== budget)
    return refused('does-not-add-up', { what: 'The funding lines', sum: funded, amount: budget });
  const { provider, start, end, statedMonths, costShares, payment } = command;
  return happened<AwardEvent>(
    ContractAwarded.of(effective, {
      ...{ title: 'Personal budget', provider, start, end, statedMonths },
      ...{ funding, costShares, payment, value: budget },
      ...{ optionMonths: [], optionsValue: '0.00', regime: 'not-applicable' },
    }),
    PersonalBudgetBuilt.of(effective, { person, needs, sum, override, budget }),
  );
}
