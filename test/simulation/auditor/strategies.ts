import { must } from './amounts.js';
import type { AuditBy } from './auditor.js';

/** *Strategy*: a plan that bodies adopted; which schemes serve it is said, and moves no money. */
export const strategyAudit = {
  StrategyAdopted: (_auditor, { data, effective }) => {
    must(
      'a strategy ends no earlier than it begins',
      data.until === null || effective <= data.until,
    );
  },
  StrategyRevised: (_auditor, { data, effective }) => {
    must(
      'a strategy ends no earlier than it begins',
      data.until === null || effective <= data.until,
    );
  },
  ServedStrategiesStated: (_auditor, { data }) => {
    must(
      'a scheme serves each strategy once',
      new Set(data.strategies).size === data.strategies.length,
    );
  },
} satisfies AuditBy;
