import { z } from 'zod';
import {
  healthThresholds as of,
  usualThresholds as usual,
} from '../../events/fund/health-rules.js';
import { Text } from '../../values.js';

export const healthRuleCommands = {
  /** By what the fund's health is judged from the day on; what is not said is as usual. */
  'set-health-rules': z.strictObject({
    certaintyRedMonths: of.certaintyRedMonths.default(usual.certaintyRedMonths),
    coverageLeast: of.coverageLeast.default(usual.coverageLeast),
    overdueAmberDays: of.overdueAmberDays.default(usual.overdueAmberDays),
    overdueRedDays: of.overdueRedDays.default(usual.overdueRedDays),
    overBudgetRedPercent: of.overBudgetRedPercent.default(usual.overBudgetRedPercent),
    ringFenceAmberMonths: of.ringFenceAmberMonths.default(usual.ringFenceAmberMonths),
    ringFenceRedMonths: of.ringFenceRedMonths.default(usual.ringFenceRedMonths),
    cliffAmberMonths: of.cliffAmberMonths.default(usual.cliffAmberMonths),
    cliffRedMonths: of.cliffRedMonths.default(usual.cliffRedMonths),
    reviewAmberDays: of.reviewAmberDays.default(usual.reviewAmberDays),
    reviewRedDays: of.reviewRedDays.default(usual.reviewRedDays),
    proposalAmberDays: of.proposalAmberDays.default(usual.proposalAmberDays),
    closeAmberDays: of.closeAmberDays.default(usual.closeAmberDays),
    closeRedDays: of.closeRedDays.default(usual.closeRedDays),
    signAmberDays: of.signAmberDays.default(usual.signAmberDays),
    signRedDays: of.signRedDays.default(usual.signRedDays),
    restateAmberDays: of.restateAmberDays.default(usual.restateAmberDays),
    restateRedDays: of.restateRedDays.default(usual.restateRedDays),
    publicationAmberDays: of.publicationAmberDays.default(usual.publicationAmberDays),
    publicationRedDays: of.publicationRedDays.default(usual.publicationRedDays),
    /** Where the partners agreed it. */
    evidence: Text,
  }),
} as const;
