import type { catalogue } from '#contracts/commands/catalogue.js';
import type { Role } from '#contracts/events/appointment.js';

/** Who keeps the books of a fund and proposes what is to become of its money. */
const record: readonly Role[] = ['commissioner', 'approver'];
/** Who answers what others proposed; how far, the scheme of delegation of the organisation says. */
const decide: readonly Role[] = ['approver'];
/** Who says who may act, and by what powers. */
const administer: readonly Role[] = ['administrator'];
/** Who keeps the registers that all share. */
const register: readonly Role[] = ['commissioner', 'approver', 'administrator'];
/** What is for the provider of an award to say, or for whoever keeps the fund to record as it was said. */
const answer: readonly Role[] = ['commissioner', 'approver', 'provider'];

const each = <Name extends string>(
  roles: readonly Role[],
  ...names: Name[]
): Record<Name, readonly Role[]> =>
  Object.fromEntries(names.map((name) => [name, roles])) as Record<Name, readonly Role[]>;

type Catalogue = typeof catalogue;
type Table = {
  readonly [Collection in keyof Catalogue]: Readonly<
    Record<keyof Catalogue[Collection]['commands'], readonly Role[]>
  >;
};

/** Which roles may give each command of the API; of what, `concerns` says. Others are refused. */
export const mayGive: Table = {
  organisations: {
    ...each(register, 'register-organisation', 'change-details', 'state-financial-year'),
    // What is whose follows from these, and so who sees what.
    ...each(administer, 'add-identifiers', 'record-succession'),
  },
  areas: each(register, 'define-area', 'change-area-membership', 'state-area-population'),
  strategies: each(register, 'adopt-strategy', 'revise-strategy'),
  delegations: each(administer, 'adopt-delegation', 'revise-delegation', 'revoke-delegation'),
  appointments: each(administer, 'appoint', 'end-appointment'),
  outcomes: {
    ...each(record, 'define-outcome', 'agree-baseline', 'supersede-baseline', 'measure-outcome'),
    ...each(record, 'agree-savings-share', 'assess-savings-share', 'confirm-savings-share'),
    ...each(record, 'agree-outcome-terms', 'start-person', 'claim-stage', 'verify-stage'),
    ...each(record, 'reject-stage', 'permit-double-funding'),
  },
  reallocations: {
    ...each(record, 'propose-reallocation', 'withdraw-reallocation', 'carry-out-reallocation'),
    ...each(record, 'lapse-reallocation'),
    ...each(decide, 'approve-reallocation', 'refuse-reallocation'),
  },
  agreements: {
    ...each(record, 'sign-agreement', 'vary-agreement', 'give-notice', 'record-exit'),
    ...each(record, 'dispute-exit-settlement', 'agree-exit-settlement', 'terminate-agreement'),
    ...each(record, 'hold-review', 'record-pass-down', 'vary-pass-down'),
  },
  funds: {
    ...each(record, 'establish-fund', 'change-hosting', 'open-source', 'open-scheme'),
    ...each(record, 'describe-scheme', 'describe-source', 'state-accounting-basis'),
    ...each(record, 'set-health-rules', 'state-served-strategies'),
    ...each(record, 'define-ring-fence', 'change-ring-fence', 'end-ring-fence'),
    ...each(record, 'set-share-limit', 'record-match-funding', 'record-permission'),
    ...each(record, 'transfer-source', 'merge-sources', 'roll-forward-contribution'),
    ...each(record, 'pay-on-behalf', 'pledge-contribution', 'confirm-contribution'),
    ...each(record, 'meet-contribution-condition', 'fail-contribution-condition'),
    ...each(record, 'vary-contribution', 'withdraw-contribution', 'schedule-contribution'),
    ...each(record, 'invoice-instalment', 'receive-instalment', 'provide-in-kind'),
    ...each(record, 'record-other-income', 'recover-vat', 'budget-other-income'),
    ...each(record, 'allocate-budget', 'allocate-by-formula', 'give-up-budget', 'close-scheme'),
    ...each(record, 'cover-overspend', 'release-commitment', 'profile-budget', 'submit-forecast'),
    ...each(answer, 'claim-expenditure'),
    ...each(record, 'accrue-expenditure', 'reverse-accrual'),
    ...each(record, 'verify-expenditure', 'pay-expenditure', 'credit-expenditure'),
    ...each(record, 'record-payment'),
    ...each(record, 'reverse-expenditure', 'approve-expenditure', 'reject-expenditure'),
    ...each(record, 'dispute-expenditure', 'resolve-dispute', 'recover-expenditure'),
    ...each(record, 'hold-retention', 'release-retention', 'verify-stage-payment'),
    ...each(record, 'pay-advance', 'evidence-advance', 'return-advance', 'reverse-entry'),
    ...each(record, 'recode-spending', 'recode-payments', 'propose-recoding'),
    ...each(record, 'withdraw-recoding', 'lapse-recoding', 'agree-balances'),
    ...each(record, 'soft-close-period', 'hard-close-period', 'reopen-period', 'close-year'),
    ...each(record, 'bring-balances-provisionally', 'reprofile-held-money'),
    ...each(record, 'return-held-money', 'pay-back', 'receive-savings-share'),
    ...each(record, 'settle-exit', 'record-settlement-payment', 'issue-statement'),
    ...each(record, 'set-publication-policy', 'publish'),
    ...each(decide, 'approve-decision', 'withdraw-approval', 'approve-recoding', 'give-sign-off'),
  },
  contracts: {
    ...each(record, 'award-contract', 'award-personal-budget', 'reassess-personal-budget'),
    ...each(record, 'agree-contract-terms', 'agree-outcome-payments', 'vary-contract'),
    ...each(record, 'publish-transparency-notice', 'exercise-option', 'lapse-option'),
    ...each(record, 'uplift-contract', 'give-break-notice'),
    // Within the allowance nobody is asked.
    ...each(answer, 'move-between-lines'),
    ...each(record, 'record-subcontract', 'vary-subcontract', 'novate-contract', 'end-contract'),
  },
  grants: {
    ...each(record, 'award-grant', 'offer-grant', 'agree-grant-terms', 'agree-outcome-payments'),
    ...each(answer, 'accept-grant', 'decline-grant'),
    ...each(record, 'meet-condition', 'fail-condition', 'secure-match-funding'),
    ...each(record, 'record-subsidy-control', 'vary-grant', 'demand-clawback'),
    ...each(record, 'novate-grant', 'close-grant', 'record-subcontract', 'vary-subcontract'),
  },
  reconciliations: {
    ...each(record, 'begin-reconciliation', 'propose-matches', 'confirm-match', 'reject-match'),
    ...each(record, 'make-match', 'undo-match', 'sign-reconciliation'),
  },
  persons: each(decide, 'forget-person'),
  logs: each(register, 'admit-cosigner', 'remove-cosigner'),
};
