import type { catalogue } from '#contracts/commands/catalogue.js';
import type { Entity } from '#libs/ledger/fact-types.js';

type Catalogue = typeof catalogue;
/** A command of the catalogue, as `funds/open-source`. */
export type CommandName = {
  [
    Collection in keyof Catalogue
  ]: `${Collection}/${keyof Catalogue[Collection]['commands'] & string}`;
}[keyof Catalogue];

export interface TaskGroup {
  readonly title: string;
  readonly says: string;
  /** In the order in which they are usually done. */
  readonly tasks: readonly CommandName[];
}

/** What a fund begins with, in this order; each is done once something of its kind is there. */
export const settingUp: readonly {
  readonly command: CommandName;
  readonly counts: Entity;
}[] = [
  { command: 'funds/establish-fund', counts: 'fund' },
  { command: 'funds/open-source', counts: 'source' },
  { command: 'funds/open-scheme', counts: 'scheme' },
  { command: 'funds/pledge-contribution', counts: 'contribution' },
  { command: 'funds/schedule-contribution', counts: 'instalment' },
  { command: 'funds/allocate-budget', counts: 'budget-change' },
  { command: 'contracts/award-contract', counts: 'award' },
];

/** What people do in a fund, as they would look for it. Every command of the API stands in one group. */
export const fundTasks: readonly TaskGroup[] = [
  {
    title: 'Sources, schemes and rules',
    says: 'Whose money it is, what it is for, and what binds it',
    tasks: [
      ...(['funds/establish-fund', 'funds/change-hosting', 'funds/open-source'] as const),
      ...(['funds/describe-source', 'funds/open-scheme', 'funds/describe-scheme'] as const),
      ...(['funds/state-accounting-basis', 'funds/define-ring-fence'] as const),
      ...(['funds/change-ring-fence', 'funds/end-ring-fence', 'funds/set-share-limit'] as const),
      ...(['funds/record-match-funding', 'funds/record-permission'] as const),
      ...(['funds/set-health-rules', 'funds/state-served-strategies'] as const),
      ...(['funds/transfer-source', 'funds/merge-sources', 'funds/close-scheme'] as const),
    ],
  },
  {
    title: 'Contributions and other income',
    says: 'What is promised, confirmed, due and received',
    tasks: [
      ...(['funds/pledge-contribution', 'funds/confirm-contribution'] as const),
      ...(['funds/meet-contribution-condition', 'funds/fail-contribution-condition'] as const),
      ...(['funds/vary-contribution', 'funds/withdraw-contribution'] as const),
      ...(['funds/schedule-contribution', 'funds/invoice-instalment'] as const),
      ...(['funds/receive-instalment', 'funds/provide-in-kind', 'funds/pay-on-behalf'] as const),
      ...(['funds/roll-forward-contribution', 'funds/record-other-income'] as const),
      ...(['funds/budget-other-income', 'funds/recover-vat'] as const),
      ...(['funds/receive-savings-share', 'funds/agree-balances'] as const),
    ],
  },
  {
    title: 'Budget',
    says: 'Authority given to schemes, and how it moves',
    tasks: [
      ...(['funds/allocate-budget', 'funds/allocate-by-formula', 'funds/give-up-budget'] as const),
      ...(['funds/profile-budget', 'funds/submit-forecast', 'funds/cover-overspend'] as const),
      ...(['reallocations/propose-reallocation', 'reallocations/approve-reallocation'] as const),
      ...(['reallocations/refuse-reallocation', 'reallocations/withdraw-reallocation'] as const),
      ...(['reallocations/carry-out-reallocation', 'reallocations/lapse-reallocation'] as const),
      ...(['funds/approve-decision', 'funds/withdraw-approval'] as const),
    ],
  },
  {
    title: 'Contracts',
    says: 'Awards under a contract, their terms and their changes',
    tasks: [
      ...(['contracts/award-contract', 'contracts/agree-contract-terms'] as const),
      ...(['contracts/agree-outcome-payments', 'contracts/vary-contract'] as const),
      ...(['contracts/publish-transparency-notice', 'contracts/exercise-option'] as const),
      ...(['contracts/lapse-option', 'contracts/uplift-contract'] as const),
      ...(['contracts/give-break-notice', 'contracts/move-between-lines'] as const),
      ...(['contracts/record-subcontract', 'contracts/vary-subcontract'] as const),
      ...(['contracts/novate-contract', 'contracts/end-contract'] as const),
      ...(['contracts/award-personal-budget', 'contracts/reassess-personal-budget'] as const),
      'funds/release-commitment',
    ],
  },
  {
    title: 'Grants',
    says: 'Awards by grant, from the offer to the close',
    tasks: [
      ...(['grants/offer-grant', 'grants/award-grant', 'grants/agree-grant-terms'] as const),
      ...([
        'grants/agree-outcome-payments',
        'grants/accept-grant',
        'grants/decline-grant',
      ] as const),
      ...(['grants/meet-condition', 'grants/fail-condition'] as const),
      ...(['grants/secure-match-funding', 'grants/record-subsidy-control'] as const),
      ...(['grants/vary-grant', 'grants/record-subcontract', 'grants/vary-subcontract'] as const),
      ...(['grants/demand-clawback', 'grants/novate-grant', 'grants/close-grant'] as const),
    ],
  },
  {
    title: 'Spending',
    says: 'Invoices, claims and payments, and what corrects them',
    tasks: [
      ...(['funds/claim-expenditure', 'funds/verify-expenditure'] as const),
      ...(['funds/approve-expenditure', 'funds/reject-expenditure'] as const),
      ...(['funds/pay-expenditure', 'funds/record-payment', 'funds/dispute-expenditure'] as const),
      ...(['funds/resolve-dispute', 'funds/credit-expenditure'] as const),
      ...(['funds/reverse-expenditure', 'funds/recover-expenditure'] as const),
      ...(['funds/accrue-expenditure', 'funds/reverse-accrual'] as const),
      ...(['funds/hold-retention', 'funds/release-retention'] as const),
      ...(['funds/verify-stage-payment', 'funds/pay-advance', 'funds/evidence-advance'] as const),
      ...(['funds/return-advance', 'funds/reverse-entry', 'funds/pay-back'] as const),
    ],
  },
  {
    title: 'Recoding',
    says: 'Spending put to another scheme, award or source',
    tasks: [
      ...(['funds/recode-spending', 'funds/recode-payments', 'funds/propose-recoding'] as const),
      ...(['funds/approve-recoding', 'funds/withdraw-recoding', 'funds/lapse-recoding'] as const),
    ],
  },
  {
    title: 'Months, years and statements',
    says: 'Closing the books, what is carried on, and who signs',
    tasks: [
      ...(['funds/soft-close-period', 'funds/hard-close-period', 'funds/reopen-period'] as const),
      ...(['funds/bring-balances-provisionally', 'funds/close-year'] as const),
      ...(['funds/reprofile-held-money', 'funds/return-held-money'] as const),
      ...(['funds/settle-exit', 'funds/record-settlement-payment'] as const),
      ...(['funds/issue-statement', 'funds/give-sign-off'] as const),
    ],
  },
  {
    title: 'What is public',
    says: 'Which payments and awards anybody may see, from which amount, and what is redacted',
    tasks: [...(['funds/set-publication-policy', 'funds/publish'] as const)],
  },
  {
    title: 'Reconciliation',
    says: 'The books beside the bank and the general ledger',
    tasks: [
      ...(['reconciliations/begin-reconciliation', 'reconciliations/propose-matches'] as const),
      ...(['reconciliations/confirm-match', 'reconciliations/reject-match'] as const),
      ...(['reconciliations/make-match', 'reconciliations/undo-match'] as const),
      'reconciliations/sign-reconciliation',
    ],
  },
  {
    title: 'Outcomes',
    says: 'What the money is for, measured, and paid by where that is agreed',
    tasks: [
      ...(['outcomes/define-outcome', 'outcomes/agree-baseline'] as const),
      ...(['outcomes/supersede-baseline', 'outcomes/measure-outcome'] as const),
      ...(['outcomes/agree-savings-share', 'outcomes/assess-savings-share'] as const),
      ...(['outcomes/confirm-savings-share', 'outcomes/agree-outcome-terms'] as const),
      ...(['outcomes/start-person', 'outcomes/claim-stage', 'outcomes/verify-stage'] as const),
      ...(['outcomes/reject-stage', 'outcomes/permit-double-funding'] as const),
    ],
  },
  {
    title: 'The agreement',
    says: 'What the partners have agreed, and how they part',
    tasks: [
      ...(['agreements/sign-agreement', 'agreements/vary-agreement'] as const),
      ...(['agreements/hold-review', 'agreements/record-pass-down'] as const),
      ...(['agreements/vary-pass-down', 'agreements/give-notice'] as const),
      ...(['agreements/record-exit', 'agreements/dispute-exit-settlement'] as const),
      ...(['agreements/agree-exit-settlement', 'agreements/terminate-agreement'] as const),
    ],
  },
  {
    title: 'Registers',
    says: 'What all funds share: bodies, areas, strategies, powers and people',
    tasks: [
      ...(['organisations/register-organisation', 'organisations/change-details'] as const),
      ...(['organisations/add-identifiers', 'organisations/state-financial-year'] as const),
      ...(['organisations/record-succession', 'areas/define-area'] as const),
      ...(['areas/change-area-membership', 'areas/state-area-population'] as const),
      ...(['strategies/adopt-strategy', 'strategies/revise-strategy'] as const),
      ...(['delegations/adopt-delegation', 'delegations/revise-delegation'] as const),
      ...(['delegations/revoke-delegation', 'appointments/appoint'] as const),
      ...(['appointments/end-appointment', 'persons/forget-person'] as const),
      ...(['logs/admit-cosigner', 'logs/remove-cosigner'] as const),
    ],
  },
];
