import type { z } from 'zod';
import { advanceCommands } from './fund/advances.js';
import { authorityCommands } from './fund/authority.js';
import { budgetCommands } from './fund/budget.js';
import { commitmentChangeSteps } from './fund/commitment-changes.js';
import { commitmentCommands, commitmentSteps } from './fund/commitments.js';
import { correctionCommands } from './fund/corrections.js';
import { contributionCommands } from './fund/contributions.js';
import { servedStrategyCommands } from './fund/strategies.js';
import { healthRuleCommands } from './fund/health-rules.js';
import { invoiceCommands } from './fund/invoices.js';
import { monitoringCommands } from './fund/monitoring.js';
import { moveSteps } from './fund/moves.js';
import { otherIncomeCommands } from './fund/other-income.js';
import { partnerSettlementCommands } from './fund/partner-settlements.js';
import { periodCommands } from './fund/periods.js';
import { permissionCommands } from './fund/permissions.js';
import { publicationCommands } from './fund/publication.js';
import { recodingCommands, recodingSteps } from './fund/recoding.js';
import { retentionCommands } from './fund/retention.js';
import { ringFenceCommands } from './fund/ring-fences.js';
import { savingsCommands } from './fund/savings.js';
import { setUpCommands } from './fund/set-up.js';
import { sourceCommands } from './fund/sources.js';
import { spendingCommands } from './fund/spending.js';
import { stageCommands, stageSteps } from './fund/stages.js';
import { statementCommands } from './fund/statements.js';
import { yearEndCommands } from './fund/year-end.js';

/** What may be asked of a fund from outside, by area. */
export const fundCommands = {
  ...setUpCommands,
  ...recodingCommands,
  ...ringFenceCommands,
  ...sourceCommands,
  ...contributionCommands,
  ...budgetCommands,
  ...commitmentCommands,
  ...spendingCommands,
  ...retentionCommands,
  ...invoiceCommands,
  ...permissionCommands,
  ...authorityCommands,
  ...advanceCommands,
  ...monitoringCommands,
  ...otherIncomeCommands,
  ...periodCommands,
  ...yearEndCommands,
  ...savingsCommands,
  ...statementCommands,
  ...stageCommands,
  ...partnerSettlementCommands,
  ...correctionCommands,
  ...publicationCommands,
  ...healthRuleCommands,
  ...servedStrategyCommands,
} as const;

/** Steps that a decision over several funds takes in each: asked for by that decision, never from outside. */
export const fundSteps = {
  ...commitmentSteps,
  ...commitmentChangeSteps,
  ...moveSteps,
  ...stageSteps,
  ...recodingSteps,
} as const;

type Catalogue = typeof fundCommands & typeof fundSteps;
export type FundCommandName = keyof Catalogue;
/** A command to a fund, checked and with its defaults filled in. */
export type FundCommand = {
  [Name in FundCommandName]: { readonly command: Name; readonly effective: string } & Readonly<
    z.output<Catalogue[Name]>
  >;
}[FundCommandName];
export type FundCommandOf<Name extends FundCommandName> = Extract<FundCommand, { command: Name }>;
/** What a command is asked with, before its defaults are filled in. */
export type FundCommandInput<Name extends FundCommandName> = z.input<Catalogue[Name]>;
