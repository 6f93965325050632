import type { Standing } from '#contracts/events/all.js';
import type { FundEvent, fundEvents } from '#contracts/events/fund.js';
import { postings } from '#libs/ledger/postings.js';
import { keepOverspend } from './budget-state.js';
import { keepEntry } from './entries.js';
import { advanceEvolution } from './evolution/advances.js';
import { authorityEvolution } from './evolution/authority.js';
import { budgetEvolution } from './evolution/budget.js';
import { commitmentChangeEvolution } from './evolution/commitment-changes.js';
import { commitmentEvolution } from './evolution/commitments.js';
import { correctionEvolution } from './evolution/corrections.js';
import { contributionEvolution } from './evolution/contributions.js';
import { changesNoTerms, type EvolutionBy } from './evolution/evolution.js';
import { invoiceEvolution } from './evolution/invoices.js';
import { moveEvolution } from './evolution/moves.js';
import { otherIncomeEvolution } from './evolution/other-income.js';
import { partnerSettlementEvolution } from './evolution/partner-settlements.js';
import { periodEvolution } from './evolution/periods.js';
import { permissionEvolution } from './evolution/permissions.js';
import { publicationEvolution } from './evolution/publication.js';
import { recodingEvolution } from './evolution/recoding.js';
import { retentionEvolution } from './evolution/retention.js';
import { ringFenceEvolution } from './evolution/ring-fences.js';
import { savingsEvolution } from './evolution/savings.js';
import { setUpEvolution } from './evolution/set-up.js';
import { sourceEvolution } from './evolution/sources.js';
import { spendingEvolution } from './evolution/spending.js';
import { stageEvolution } from './evolution/stages.js';
import { statementEvolution } from './evolution/statements.js';
import { variationEvolution } from './evolution/variations.js';
import { yearEndEvolution } from './evolution/year-end.js';
import type { Fund } from './fund.js';

const byType: EvolutionBy<typeof fundEvents> = {
  ...setUpEvolution,
  ...ringFenceEvolution,
  ...sourceEvolution,
  ...contributionEvolution,
  ...variationEvolution,
  ...budgetEvolution,
  ...commitmentEvolution,
  ...commitmentChangeEvolution,
  ...spendingEvolution,
  ...retentionEvolution,
  ...invoiceEvolution,
  ...permissionEvolution,
  ...authorityEvolution,
  ...advanceEvolution,
  BudgetProfiled: changesNoTerms,
  ForecastSubmitted: changesNoTerms,
  BalancesAgreed: changesNoTerms,
  HealthRulesSet: changesNoTerms,
  ServedStrategiesStated: changesNoTerms,
  ...otherIncomeEvolution,
  ...periodEvolution,
  ...yearEndEvolution,
  ...savingsEvolution,
  ...stageEvolution,
  ...statementEvolution,
  ...partnerSettlementEvolution,
  ...moveEvolution,
  ...recodingEvolution,
  ...correctionEvolution,
  ...publicationEvolution,
};

/**
 * Applies what happened: terms that changed, and the event's own postings to the balances. It has no
 * arithmetic of its own. Takes ownership of the fund it is given and may reuse it.
 */
export function evolveFund(fund: Fund, event: Standing & FundEvent): Fund {
  const posted = postings(event);
  for (const posting of posted) {
    fund.holdings.post(posting);
    fund.totals.post(posting);
  }
  (byType[event.type] as (fund: Fund, event: Standing & FundEvent) => void)(fund, event);
  if (event.type !== 'PermissionUsed') fund.usesForNext.length = 0;
  keepOverspend(fund, event, posted);
  keepEntry(fund, event);
  fund.revision += 1;
  return fund;
}
