import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import {
  ContributionConditionMet,
  ContributionConditionNotMet,
} from '#contracts/events/fund/contributions.js';
import { happened, refused, type Decision } from '../decision.js';
import type { Fund } from './fund.js';

/** The first condition that is named twice. */
export const namedTwice = (
  conditions: readonly { readonly condition: string }[],
): string | undefined => {
  const names = conditions.map(({ condition }) => condition);
  return names.find((name, place) => names.indexOf(name) !== place);
};

/**
 * What money was confirmed on is met, or is not; what follows from that, its giver decides. Either may
 * turn out to have been wrong: then the other is recorded of the same condition, and both stand.
 */
function decideCondition(
  fund: Fund,
  command: FundCommandOf<'meet-contribution-condition' | 'fail-contribution-condition'>,
): Decision<FundEvent> {
  const { contribution, condition, effective } = command;
  const found = fund.contributions.get(contribution);
  if (!found)
    return refused('not-found', { what: 'contribution', id: contribution, where: 'the fund' });
  const state = found.conditions.get(condition);
  if (state === undefined)
    return refused('not-found', { what: 'condition', id: condition, where: 'the contribution' });
  const becomes = command.command === 'meet-contribution-condition' ? 'met' : 'not met';
  if (state === becomes)
    return refused('wrong-order', { what: 'The condition', id: condition, state, needed: 'open' });
  return happened<FundEvent>(
    command.command === 'meet-contribution-condition'
      ? ContributionConditionMet.of(effective, {
          ...{ contribution, condition, evidence: command.evidence },
        })
      : ContributionConditionNotMet.of(effective, {
          ...{ contribution, condition, cause: command.cause },
        }),
  );
}

export const conditionDeciders = {
  'meet-contribution-condition': decideCondition,
  'fail-contribution-condition': decideCondition,
} as const;
