import type { FundCommand } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { refused, type Decision } from '../decision.js';
import { allocateBudget } from './allocate-budget.js';
import * as commitments from './commitments.js';
import * as contributions from './contributions.js';
import type { Fund } from './fund.js';
import * as income from './income.js';
import * as setUp from './set-up.js';
import * as settlement from './settlement.js';
import * as spending from './spending.js';

/** What a decision may know beside the fund itself. */
export interface FundContext {
  readonly agreement: commitments.AgreementInForce | undefined;
}

/** What a fund makes of a command: what happens, or why not. Pure, and the only way money moves. */
export function decideFund(
  fund: Fund,
  command: FundCommand,
  { agreement }: FundContext,
): Decision<FundEvent> {
  if (command.command === 'establish-fund') return setUp.establishFund(fund, command);
  if (!fund.terms) return refused('not-established', {});
  switch (command.command) {
    case 'open-source':
      return setUp.openSource(fund, command);
    case 'define-ring-fence':
      return setUp.defineRingFence(fund, command);
    case 'open-scheme':
      return setUp.openScheme(fund, command);
    case 'pledge-contribution':
      return contributions.pledgeContribution(fund, command);
    case 'confirm-contribution':
      return contributions.confirmContribution(fund, command);
    case 'schedule-contribution':
      return contributions.scheduleContribution(fund, command);
    case 'invoice-instalment':
      return income.invoiceInstalment(fund, command);
    case 'receive-instalment':
      return income.receiveInstalment(fund, command);
    case 'provide-in-kind':
      return income.provideInKind(fund, command);
    case 'record-other-income':
      return income.recordOtherIncome(fund, command);
    case 'allocate-budget':
      return allocateBudget(fund, command);
    case 'reserve-commitment':
      return commitments.reserveCommitment(fund, command, agreement);
    case 'confirm-commitment':
      return commitments.confirmCommitment(fund, command);
    case 'lapse-commitment':
      return commitments.lapseCommitment(fund, command);
    case 'release-commitment':
      return commitments.releaseCommitment(fund, command);
    case 'accrue-expenditure':
      return spending.accrueExpenditure(fund, command);
    case 'reverse-accrual':
      return spending.reverseAccrual(fund, command);
    case 'claim-expenditure':
      return spending.claimExpenditure(fund, command);
    case 'verify-expenditure':
      return spending.verifyExpenditure(fund, command);
    case 'pay-expenditure':
      return settlement.payExpenditure(fund, command);
    case 'credit-expenditure':
      return settlement.creditExpenditure(fund, command);
    case 'reverse-expenditure':
      return settlement.reverseExpenditure(fund, command);
    case 'record-payment':
      return spending.recordPayment(fund, command);
  }
}
