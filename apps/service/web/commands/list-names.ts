/** The lists that fields are chosen from. */
export type ListName =
  | 'fund'
  | 'source'
  | 'scheme'
  | 'award'
  | 'contract'
  | 'personal-budget'
  | 'grant'
  | 'offer'
  | 'organisation'
  | 'organisation-to-adopt'
  | 'organisation-with-delegation'
  | 'ring-fence'
  | 'agreement'
  | 'area'
  | 'strategy'
  | 'outcome'
  | 'outcome-without-baseline'
  | 'outcome-with-baseline'
  | 'share-to-agree'
  | 'share-to-assess'
  | 'share-to-confirm'
  | 'share-confirmed'
  | 'open-move'
  | 'approved-move'
  | 'contribution'
  | 'instalment'
  | 'contribution-condition'
  | 'expenditure'
  | 'accrued'
  | 'claimed'
  | 'verified'
  | 'payable'
  | 'answerable'
  | 'disputed'
  | 'advance'
  | 'cover'
  | 'open-recoding'
  | 'option'
  | 'break'
  | 'grant-condition'
  | 'match'
  | 'subcontract'
  | 'pass-down'
  | 'statement'
  | 'statement-to-sign'
  | 'own-approval'
  | 'claim'
  | 'claim-to-verify'
  | 'claim-verified'
  | 'claim-that-doubles'
  | 'claim-to-reject'
  | 'terms'
  | 'reconciliation'
  | 'appointment'
  | 'office'
  | 'head'
  | 'legal-power'
  | 'report'
  | 'stage'
  | 'subject'
  | 'year-begins'
  | 'open-period'
  | 'closed-period'
  | 'person';

/**
 * By the name of a field, from which list it is chosen; by what it is a part of, too, where one name
 * means several things. Null where it names something new.
 */
const byField: Readonly<Record<string, ListName | null>> = {
  fund: 'fund',
  funds: 'fund',
  toFund: 'fund',
  aligned: 'fund',
  source: 'source',
  sources: 'source',
  into: 'source',
  party: 'source',
  parties: 'source',
  bearer: 'source',
  excessTo: 'source',
  counterpart: 'source',
  'open-source.source': null,
  'define-area.source': null,
  'change-area-membership.source': null,
  'state-area-population.source': null,
  scheme: 'scheme',
  schemes: 'scheme',
  'open-scheme.scheme': null,
  award: 'award',
  organisation: 'organisation',
  provider: 'organisation',
  payer: 'organisation',
  host: 'organisation',
  partner: 'organisation',
  partners: 'organisation',
  otherParties: 'organisation',
  leadAuthority: 'organisation',
  through: 'organisation',
  grantedBy: 'organisation',
  agreedBy: 'organisation',
  confirmedBy: 'organisation',
  allowedBy: 'organisation',
  body: 'organisation',
  with: 'organisation',
  organisations: 'organisation',
  individuals: 'organisation',
  'record-succession.by': 'organisation',
  'dispute-exit-settlement.by': 'organisation',
  'record-other-income.from': 'organisation',
  'record-match-funding.from': 'organisation',
  'match.funder': 'organisation',
  'transfer-source.to': 'organisation',
  'record-pass-down.to': 'organisation',
  'novate-contract.to': 'organisation',
  'novate-grant.to': 'organisation',
  ringFence: 'ring-fence',
  'define-ring-fence.ringFence': null,
  agreement: 'agreement',
  area: 'area',
  areas: 'area',
  members: 'area',
  overlaps: 'area',
  strategies: 'strategy',
  adoptedBy: 'organisation',
  outcome: 'outcome',
  'receive-savings-share.outcome': 'share-confirmed',
  'hold-review.outcome': null,
  contribution: 'contribution',
  'pledge-contribution.contribution': null,
  'roll-forward-contribution.contribution': null,
  'roll-forward-contribution.from': 'contribution',
  instalment: 'instalment',
  'instalments.instalment': null,
  'meet-contribution-condition.condition': 'contribution-condition',
  'fail-contribution-condition.condition': 'contribution-condition',
  'meet-condition.condition': 'grant-condition',
  'fail-condition.condition': 'grant-condition',
  'verify-expenditure.expenditure': 'claimed',
  'pay-expenditure.expenditure': 'payable',
  'pay-on-behalf.expenditure': 'payable',
  'approve-expenditure.expenditure': 'verified',
  'reject-expenditure.expenditure': 'answerable',
  'dispute-expenditure.expenditure': 'answerable',
  'resolve-dispute.expenditure': 'disputed',
  'recover-expenditure.expenditure': 'expenditure',
  'hold-retention.expenditure': 'payable',
  'release-retention.expenditure': 'payable',
  'reverse-accrual.expenditure': 'accrued',
  'demand-clawback.expenditure': 'expenditure',
  accrual: 'accrued',
  credits: 'expenditure',
  corrects: 'expenditure',
  payments: 'expenditure',
  advance: 'advance',
  'pay-advance.advance': null,
  task: 'cover',
  proposal: 'open-recoding',
  'propose-recoding.proposal': null,
  option: 'option',
  'options.option': null,
  'give-break-notice.break': 'break',
  'secure-match-funding.match': 'match',
  subcontract: 'subcontract',
  'record-subcontract.subcontract': null,
  'vary-pass-down.passDown': 'pass-down',
  supersedes: 'statement',
  'give-sign-off.statement': 'statement',
  claim: 'claim',
  'claim-stage.claim': null,
  'verify-stage.claim': 'claim-to-verify',
  'verify-stage-payment.claim': 'claim-verified',
  'permit-double-funding.claim': 'claim-that-doubles',
  'reject-stage.claim': 'claim-to-reject',
  'start-person.terms': 'terms',
  'claim-stage.terms': 'terms',
  office: 'office',
  seconds: 'office',
  offices: 'office',
  poolManager: 'office',
  'powers.heads': 'head',
  power: 'legal-power',
  'powers.power': null,
  'signOffs.report': 'report',
  'claim-stage.stage': 'stage',
  subject: 'subject',
  'approve-decision.of': 'award',
  'withdraw-approval.of': 'award',
  begins: 'year-begins',
  'soft-close-period.period': 'open-period',
  'hard-close-period.period': 'open-period',
  'reopen-period.period': 'closed-period',
  'appoint.person': 'person',
};

/** What all funds share: it is known apart from any of them. */
export const isShared: ReadonlySet<ListName> = new Set([
  ...(['organisation-to-adopt', 'organisation-with-delegation'] as const),
  ...(['fund', 'organisation', 'agreement', 'area'] as const),
  ...(['outcome', 'strategy', 'reconciliation', 'appointment', 'office'] as const),
  ...(['outcome-without-baseline', 'outcome-with-baseline', 'share-to-agree'] as const),
  ...(['share-to-assess', 'share-to-confirm', 'share-confirmed'] as const),
  ...(['claim', 'claim-to-verify', 'claim-verified', 'claim-that-doubles'] as const),
  ...(['claim-to-reject', 'terms', 'stage', 'head', 'person'] as const),
]);

/** Of `legs.0.from~1.scheme`, the names: `legs`, `from` and `scheme`. */
export const namesIn = (path: string): string[] =>
  path.split(/[.~]/).filter((part) => /^[A-Za-z]/.test(part));

/** From which list a field of a command is chosen; undefined where there is none. */
export function listFor(command: string, path: string): ListName | undefined {
  const names = namesIn(path);
  const name = names.at(-1) ?? '';
  const inside = `${names.at(-2) ?? command}.${name}`;
  return (Object.hasOwn(byField, inside) ? byField[inside] : byField[name]) ?? undefined;
}

/** What a command is given to: something new, or one of a list. */
const given: Readonly<Record<string, ListName | null>> = {
  organisations: 'organisation',
  'register-organisation': null,
  areas: 'area',
  'define-area': null,
  strategies: 'strategy',
  'adopt-strategy': null,
  // Each organisation has one, which is called by it, and keeps it itself.
  delegations: 'organisation-with-delegation',
  'adopt-delegation': 'organisation-to-adopt',
  appointments: 'appointment',
  appoint: null,
  outcomes: 'outcome',
  'define-outcome': null,
  'agree-baseline': 'outcome-without-baseline',
  'supersede-baseline': 'outcome-with-baseline',
  'agree-savings-share': 'share-to-agree',
  'assess-savings-share': 'share-to-assess',
  'confirm-savings-share': 'share-to-confirm',
  reallocations: 'open-move',
  'propose-reallocation': null,
  'carry-out-reallocation': 'approved-move',
  agreements: 'agreement',
  'sign-agreement': null,
  funds: 'fund',
  'establish-fund': null,
  contracts: 'contract',
  'award-contract': null,
  'award-personal-budget': null,
  'reassess-personal-budget': 'personal-budget',
  grants: 'grant',
  'award-grant': null,
  'offer-grant': null,
  'accept-grant': 'offer',
  'decline-grant': 'offer',
  reconciliations: 'reconciliation',
  'begin-reconciliation': null,
};

/** The list of what a command can be given to; undefined where it makes something new. */
export const givenTo = (collection: string, command: string): ListName | undefined =>
  (Object.hasOwn(given, command) ? given[command] : given[collection]) ?? undefined;

/** What says anew how something stands: given to what there is already, it goes on from there. */
export const saysAnew: ReadonlySet<string> = new Set([
  'sign-agreement',
  'define-outcome',
  'appoint',
]);
