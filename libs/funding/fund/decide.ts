import type { FundCommand, fundCommands, fundSteps } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { refused, type Decision } from '../decision.js';
import { advanceDeciders } from './advances.js';
import { authorityDeciders, underAuthority } from './authority.js';
import { crossesIntoPool, poolsWhatIsAligned } from './aligned.js';
import { allocateBudget } from './allocate-budget.js';
import { budgetDeciders } from './budgets.js';
import { commitmentChangeDeciders } from './commitment-changes.js';
import { commitmentDeciders } from './commitments.js';
import { correctionDeciders } from './corrections.js';
import { contributionDeciders } from './contributions.js';
import { coverDeciders } from './cover.js';
import type { DecidersBy, FundContext } from './deciders.js';
import { describedDeciders } from './described.js';
import { formulaDeciders } from './formula.js';
import type { Fund } from './fund.js';
import { servedStrategyDeciders } from './strategies.js';
import { healthRuleDeciders } from './health-rules.js';
import { incomeDeciders } from './income.js';
import { invoiceDeciders } from './invoices.js';
import { monitoringDeciders } from './monitoring.js';
import { moveDeciders } from './moves.js';
import { onBehalfDeciders } from './on-behalf.js';
import { onBothDays } from './on-both-days.js';
import { otherIncomeDeciders } from './other-income.js';
import { underOwnIdentifier } from './own-identifier.js';
import { partnerSettlementDeciders } from './partner-settlements.js';
import { periodDeciders } from './periods.js';
import { permissionDeciders } from './permissions.js';
import { recodedTooEarly } from './recoding.js';
import { publicationDeciders } from './publication.js';
import { recodingDeciders } from './recoding-decisions.js';
import { retentionDeciders } from './retention.js';
import { knowingAreas } from './ring-fence.js';
import { ringFenceDeciders } from './ring-fences.js';
import { rollForwardDeciders } from './roll-forward.js';
import { savingsDeciders } from './savings.js';
import { setUpDeciders } from './set-up.js';
import { settlementDeciders } from './settlement.js';
import { sourceDeciders } from './sources.js';
import { spendingDeciders } from './spending.js';
import { stageDeciders } from './stages.js';
import { statementDeciders } from './statements.js';
import { variationDeciders } from './variations.js';
import { closeYear } from './year-end/close-year.js';
import { heldMoneyDeciders } from './year-end/held-money.js';
import { bringBalancesProvisionally } from './year-end/opening.js';

const byName: DecidersBy<typeof fundCommands & typeof fundSteps> = {
  ...setUpDeciders,
  ...describedDeciders,
  ...ringFenceDeciders,
  ...sourceDeciders,
  ...rollForwardDeciders,
  ...onBehalfDeciders,
  ...contributionDeciders,
  ...variationDeciders,
  ...incomeDeciders,
  'allocate-budget': allocateBudget,
  ...budgetDeciders,
  ...coverDeciders,
  ...formulaDeciders,
  ...commitmentDeciders,
  ...commitmentChangeDeciders,
  ...spendingDeciders,
  ...settlementDeciders,
  ...retentionDeciders,
  ...invoiceDeciders,
  ...permissionDeciders,
  ...authorityDeciders,
  ...advanceDeciders,
  ...monitoringDeciders,
  ...otherIncomeDeciders,
  ...periodDeciders,
  'close-year': closeYear,
  'bring-balances-provisionally': bringBalancesProvisionally,
  ...heldMoneyDeciders,
  ...savingsDeciders,
  ...statementDeciders,
  ...stageDeciders,
  ...partnerSettlementDeciders,
  ...moveDeciders,
  ...recodingDeciders,
  ...correctionDeciders,
  ...publicationDeciders,
  ...healthRuleDeciders,
  ...servedStrategyDeciders,
};

type Decide = (fund: Fund, command: FundCommand, context: FundContext) => Decision<FundEvent>;

/** What a fund makes of a command: what happens, or why not. Pure, and the only way money moves. */
export function decideFund(
  fund: Fund,
  asked: FundCommand,
  context: FundContext,
): Decision<FundEvent> {
  const command = underOwnIdentifier(fund, asked, context);
  if (command.command !== 'establish-fund' && !fund.terms) return refused('not-established', {});
  const named = byName[command.command] as Decide;
  const decide: Decide = (of, its, by) => named(knowingAreas(of, by.areas, its.effective), its, by);
  const judged = onBothDays(decide, fund, command, context);
  const decision = underAuthority(fund, command, judged, context);
  const kind = command.command === 'establish-fund' ? command.kind : fund.terms?.kind;
  if (kind === 'aligned' && crossesIntoPool(decision, context.agreement))
    return refused('aligned-money', { what: command.command, owner: 'none' });
  const barred = poolsWhatIsAligned(kind, decision, context) ?? recodedTooEarly(fund, decision);
  return barred ? { refused: barred } : decision;
}
