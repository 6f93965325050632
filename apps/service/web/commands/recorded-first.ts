import type { ListName } from './list-names.js';
import type { CommandName } from './task-groups.js';

/**
 * What fills a list that is empty, or the first step towards it. A list that is filled by what others do,
 * by a file or by the time, has none.
 */
const fills: Partial<Record<ListName, CommandName>> = {
  fund: 'funds/establish-fund',
  source: 'funds/open-source',
  scheme: 'funds/open-scheme',
  award: 'contracts/award-contract',
  contract: 'contracts/award-contract',
  'personal-budget': 'contracts/award-personal-budget',
  grant: 'grants/award-grant',
  offer: 'grants/offer-grant',
  organisation: 'organisations/register-organisation',
  'organisation-to-adopt': 'delegations/revise-delegation',
  'organisation-with-delegation': 'delegations/adopt-delegation',
  'ring-fence': 'funds/define-ring-fence',
  agreement: 'agreements/sign-agreement',
  area: 'areas/define-area',
  strategy: 'strategies/adopt-strategy',
  outcome: 'outcomes/define-outcome',
  'outcome-without-baseline': 'outcomes/define-outcome',
  'outcome-with-baseline': 'outcomes/agree-baseline',
  'open-move': 'reallocations/propose-reallocation',
  contribution: 'funds/pledge-contribution',
  instalment: 'funds/schedule-contribution',
  'contribution-condition': 'funds/confirm-contribution',
  expenditure: 'funds/claim-expenditure',
  accrued: 'funds/accrue-expenditure',
  claimed: 'funds/claim-expenditure',
  verified: 'funds/verify-expenditure',
  payable: 'funds/verify-expenditure',
  answerable: 'funds/claim-expenditure',
  disputed: 'funds/dispute-expenditure',
  advance: 'funds/pay-advance',
  'open-recoding': 'funds/propose-recoding',
  option: 'contracts/agree-contract-terms',
  break: 'contracts/agree-contract-terms',
  'grant-condition': 'grants/agree-grant-terms',
  match: 'grants/agree-grant-terms',
  subcontract: 'contracts/record-subcontract',
  'pass-down': 'agreements/record-pass-down',
  statement: 'funds/issue-statement',
  claim: 'outcomes/claim-stage',
  'claim-to-verify': 'outcomes/claim-stage',
  'claim-verified': 'outcomes/verify-stage',
  'claim-to-reject': 'outcomes/claim-stage',
  terms: 'outcomes/agree-outcome-terms',
  stage: 'outcomes/agree-outcome-terms',
  reconciliation: 'reconciliations/begin-reconciliation',
  appointment: 'appointments/appoint',
  office: 'delegations/adopt-delegation',
};

export const recordedFirst = (list: ListName): CommandName | undefined => fills[list];

/** Words that stand for themselves are written where the list has none yet. */
export const areFreeWords: ReadonlySet<string> = new Set(['legal-power', 'head']);
