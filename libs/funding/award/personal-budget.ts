import type { ContractCommandOf } from '#contracts/commands/award/contract.js';
import { ContractAwarded, type AwardEvent } from '#contracts/events/award.js';
import {
  PersonalBudgetBuilt,
  PersonalBudgetReassessed,
} from '#contracts/events/award/personal-budget.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence } from '#libs/money/pence.js';
import { happened, type Decision } from '../decision.js';
import { seemsPersonal } from '../outcome/reference.js';
import type { Made } from './made.js';
import { totalOf } from './money.js';
import { noEffect, twiceNamed, type Plan } from './plan.js';

type Asked = ContractCommandOf<'award-personal-budget' | 'reassess-personal-budget'>;

/**
 * Money for one person's needs: their sum, or what somebody decided instead and why. It is a contract
 * of exactly that much, paid and novated like any other, and says of the person only a pseudonym.
 */
export function personalBudgetAwarded(
  command: ContractCommandOf<'award-personal-budget'>,
  award: string,
): Decision<AwardEvent> {
  const { effective, person, funding } = command;
  for (const reference of [person, award]) {
    const personal = seemsPersonal(reference);
    if (personal !== undefined)
      return { refused: refusal('personal-reference', { seems: personal }) };
  }
  const built = builtUp(command, formatPence(totalOf(funding)));
  if ('problem' in built) return { refused: built };
  const { provider, start, end, statedMonths, costShares, payment } = command;
  return happened<AwardEvent>(
    ContractAwarded.of(effective, {
      ...{ title: 'Personal budget', provider, start, end, statedMonths },
      ...{ funding, costShares, payment, value: built.budget },
      ...{ optionMonths: [], optionsValue: '0.00', regime: 'not-applicable' },
    }),
    PersonalBudgetBuilt.of(effective, { person, ...built }),
  );
}

/** Needs change: from a day on the award is worth what they come to now, and somebody says why. */
export function reassessPersonalBudget(
  made: Made,
  command: ContractCommandOf<'reassess-personal-budget'>,
): Plan | Refusal {
  const { change, adds, releases, obligation, legalBasis, cause, effective } = command;
  if (made.contract.person === null)
    return refusal('not-found', { what: 'personal budget', id: change, where: 'the contract' });
  const twice = twiceNamed(command);
  if (twice) return twice;
  const worth = totalOf(made.funding) + totalOf(adds) - totalOf(releases);
  const built = builtUp(command, formatPence(worth));
  if ('problem' in built) return built;
  return {
    change,
    effect: { ...noEffect, adds, releases, obligation, legalBasis },
    happens: (money) =>
      PersonalBudgetReassessed.of(effective, { change, ...money, ...built, cause }),
  };
}

/** What the needs come to; refused where the award's money is not just that. */
function builtUp({ needs, override }: Pick<Asked, 'needs' | 'override'>, funded: string) {
  const kinds = needs.map(({ need }) => need);
  const twice = kinds.find((need, place) => kinds.indexOf(need) !== place);
  if (twice !== undefined)
    return refusal('already-exists', { what: 'need', id: twice, where: 'The personal budget' });
  const sum = formatPence(totalOf(needs));
  const budget = override?.amount ?? sum;
  return funded === budget
    ? { needs, sum, override, budget }
    : refusal('does-not-add-up', { what: 'The funding lines', sum: funded, amount: budget });
}
