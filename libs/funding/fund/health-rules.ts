import type { FundCommandOf } from '#contracts/commands/fund.js';
import { HealthRulesSet, type HealthThresholds } from '#contracts/events/fund/health-rules.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';

/** What comes first by its days comes first: amber, then red. */
const counted = [
  ['overdueAmberDays', 'overdueRedDays'],
  ['reviewAmberDays', 'reviewRedDays'],
  ['closeAmberDays', 'closeRedDays'],
  ['signAmberDays', 'signRedDays'],
  ['restateAmberDays', 'restateRedDays'],
  ['publicationAmberDays', 'publicationRedDays'],
  // Months that are left, of which there are fewer the later it is.
  ['ringFenceRedMonths', 'ringFenceAmberMonths'],
  ['cliffRedMonths', 'cliffAmberMonths'],
] as const satisfies readonly (readonly [keyof HealthThresholds, keyof HealthThresholds])[];

/** Never for days that are over: past health stays judged by the rules of its time (rule 12). */
function setHealthRules(
  _: Fund,
  { command: _name, effective, ...rules }: FundCommandOf<'set-health-rules'>,
  { today }: FundContext,
): Decision<FundEvent> {
  if (effective < today)
    return refused('invalid-request', {
      detail: `rules of health hold from the day on which they are set or a later one; ${effective} is over`,
    });
  const crossed = counted.find(([less, more]) => rules[less] > rules[more]);
  if (crossed)
    return refused('invalid-request', {
      detail: `amber comes before red: ${crossed[0]} is at most ${crossed[1]}`,
    });
  return happened(HealthRulesSet.of(effective, rules));
}

export const healthRuleDeciders = { 'set-health-rules': setHealthRules } as const;
