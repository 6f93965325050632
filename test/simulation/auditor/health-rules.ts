import { londonDay } from '#contracts/financial-year.js';
import { must } from './amounts.js';
import type { AuditBy } from './auditor.js';

export const healthRuleAudit = {
  HealthRulesSet: (_auditor, { data, effective, stamp }) => {
    must(
      'rule 12: rules of health hold from no day that is over',
      effective >= londonDay(new Date(stamp)),
    );
    must(
      'amber comes no later than red',
      data.overdueAmberDays <= data.overdueRedDays &&
        data.reviewAmberDays <= data.reviewRedDays &&
        data.closeAmberDays <= data.closeRedDays &&
        data.signAmberDays <= data.signRedDays &&
        data.restateAmberDays <= data.restateRedDays &&
        data.publicationAmberDays <= data.publicationRedDays &&
        data.ringFenceRedMonths <= data.ringFenceAmberMonths &&
        data.cliffRedMonths <= data.cliffAmberMonths,
    );
  },
} satisfies AuditBy;
