import type { healthRuleEvents, HealthThresholds } from '#contracts/events/fund/health-rules.js';
import { change, type FactsBy } from './change.js';

export interface HealthRuleFacts {
  /** Identified by the day from which they hold: rules of a later day stay when earlier ones are set. */
  'health-rules': HealthThresholds & { evidence: string };
}

export const healthRuleFacts: FactsBy<typeof healthRuleEvents> = {
  HealthRulesSet: (event) => [change(event, 'health-rules', event.effective, event.data)],
};
