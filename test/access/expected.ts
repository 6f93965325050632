import { stylesheets } from '#apps/service/web/browser-files.js';
import { kinds, publishedContract, unreadableImport, type Kind } from './place.js';

/** What each kind of user is answered: `ok` is that access let it through, whatever came of it then. */
export type Row = Readonly<Record<Kind, 'ok' | 401 | 403 | 404>>;

const row = (...answers: Row[Kind][]): Row =>
  Object.fromEntries(kinds.map((kind, place) => [kind, answers[place]])) as Row;

//                    none  public  A     B     other commr appr  audit admin files
const anybody = row('ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok');
// Whoever shows no token asks as a program on the same machine may.
const watches = row('ok', 403, 403, 403, 403, 403, 403, 'ok', 'ok', 403);
const known = row(401, 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok');
const signedIn = row(401, 403, 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok');
const whole = row(401, 403, 404, 404, 404, 'ok', 'ok', 'ok', 404, 404);
const part = row(401, 403, 'ok', 'ok', 404, 'ok', 'ok', 'ok', 404, 404);
const trail = row(401, 403, 403, 403, 'ok', 'ok', 'ok', 'ok', 403, 403);
const money = row(401, 403, 403, 403, 'ok', 'ok', 'ok', 'ok', 403, 403);
const ofPool = row(401, 403, 403, 403, 404, 'ok', 'ok', 'ok', 403, 403);
const filesSeen = row(401, 403, 404, 404, 404, 'ok', 'ok', 'ok', 404, 'ok');
const deed = row(401, 403, 404, 404, 404, 'ok', 'ok', 'ok', 404, 404);
const entries = row(403, 403, 403, 403, 403, 403, 403, 403, 403, 403);
const ownEvidence = row(401, 403, 'ok', 403, 403, 'ok', 'ok', 'ok', 403, 403);
const keeps = row(401, 403, 403, 403, 403, 403, 403, 403, 'ok', 403);
const ofProvider = row(401, 403, 'ok', 404, 404, 'ok', 'ok', 'ok', 404, 404);
// Files of a reconciliation are taken in over HTTP: its pages show money, which an importer does not see.
const extractPages = row(401, 403, 403, 403, 404, 'ok', 'ok', 403, 403, 404);
const files = row(401, 403, 403, 403, 404, 'ok', 'ok', 403, 403, 'ok');

const recordsAnywhere = row(401, 403, 403, 403, 'ok', 'ok', 'ok', 403, 403, 403);

/** Each route that is read, at an address where the place has something to show, and who is shown it. */
export const expectedReads: Readonly<Record<string, readonly [address: string, row: Row]>> = {
  'GET /': ['/', anybody],
  'GET /tour': ['/tour', anybody],
  'GET /assets/purse.svg': ['/assets/purse.svg', anybody],
  'GET /assets/:file': [stylesheets[0]?.href ?? '', anybody],
  'GET /api/docs': ['/api/docs', anybody],
  'GET /api/docs/:group': ['/api/docs/funds', anybody],
  'GET /api/openapi.json': ['/api/openapi.json', anybody],
  'GET /health/live': ['/health/live', anybody],
  'GET /health/ready': ['/health/ready', anybody],
  'GET /metrics': ['/metrics', watches],
  'GET /log': ['/log', anybody],
  'GET /log/checkpoint': ['/log/checkpoint', anybody],
  'GET /log/checkpoints': ['/log/checkpoints', anybody],
  'GET /log/checkpoints/:size': ['/log/checkpoints/{size}', anybody],
  'GET /log/keys': ['/log/keys', anybody],
  'GET /log/tile/*path': ['/log/tile/entries/000.p/2', entries],
  'GET /api/v1/events/:number/proof': ['/api/v1/events/2/proof', anybody],
  'GET /api/v1/log/consistency': ['/api/v1/log/consistency?from=1&to=2', anybody],

  'GET /published': ['/published', anybody],
  'GET /published/ecosystem': ['/published/ecosystem', anybody],
  'GET /published/ecosystem/lines': ['/published/ecosystem/lines?measure=payments', anybody],
  'GET /published/:fund': ['/published/pool', anybody],
  'GET /published/:fund/totals': ['/published/pool/totals', anybody],
  'GET /api/v1/published': ['/api/v1/published', anybody],
  'GET /api/v1/published/ecosystem': ['/api/v1/published/ecosystem', anybody],
  'GET /api/v1/published/ecosystem/lines': ['/api/v1/published/ecosystem/lines', anybody],
  'GET /api/v1/published/:fund': ['/api/v1/published/pool', anybody],
  'GET /api/v1/published/:fund/lines': ['/api/v1/published/pool/lines', anybody],
  'GET /api/v1/published/:fund/totals': ['/api/v1/published/pool/totals', anybody],

  'GET /funds/:fund': ['/funds/pool', whole],
  'GET /funds/:fund/awards/:award': ['/funds/pool/awards/lights', whole],
  'GET /funds/:fund/postings': ['/funds/pool/postings?add=account(cash:expenditure)', part],
  'GET /ecosystem': ['/ecosystem', money],
  'GET /ecosystem/lines': ['/ecosystem/lines?measure=commitments', money],
  'GET /published-contracts': ['/published-contracts', signedIn],
  'GET /published-contracts/:contract': [`/published-contracts/${publishedContract}`, signedIn],
  'GET /tasks': ['/tasks', signedIn],
  'GET /funds/:fund/tasks': ['/funds/pool/tasks', whole],
  'GET /funds/:fund/statements': ['/funds/pool/statements', whole],
  'GET /funds/:fund/statements/:statement': ['/funds/pool/statements/first', whole],
  'GET /funds/:fund/statements/:statement/evidence': [
    '/funds/pool/statements/first/evidence',
    whole,
  ],
  'GET /funds/:fund/statement': ['/funds/pool/statement?year=2026-27', whole],
  'GET /funds/:fund/reconciliation': ['/funds/pool/reconciliation', whole],
  'GET /funds/:fund/reconciliation/:reconciliation': ['/funds/pool/reconciliation/bank', whole],
  'GET /funds/:fund/reconciliation/:id/extract': [
    '/funds/pool/reconciliation/bank/extract',
    extractPages,
  ],
  'GET /funds/:fund/calendar': ['/funds/pool/calendar', whole],
  'GET /funds/:fund/calendar.ics': ['/funds/pool/calendar.ics', whole],
  'GET /funds/:fund/calendar/:month': [
    '/funds/pool/calendar/2026-11?effectiveOn=2026-10-31',
    whole,
  ],
  'GET /funds/:fund/monitoring': ['/funds/pool/monitoring?month=2026-04', whole],
  'GET /funds/:fund/monitoring/line': [
    '/funds/pool/monitoring/line?scheme=care&source=council&nature=revenue&month=2026-04',
    whole,
  ],
  'GET /funds/:fund/imports': ['/funds/pool/imports', filesSeen],
  'GET /funds/:fund/imports/new': ['/funds/pool/imports/new', files],
  'GET /funds/:fund/imports/:import': [`/funds/pool/imports/${unreadableImport}`, filesSeen],
  'GET /funds/:fund/imports/:import/rows/:line': [
    `/funds/pool/imports/${unreadableImport}/rows/2`,
    files,
  ],
  'GET /audit/imports': ['/audit/imports', trail],
  'GET /do/:collection/:command': ['/do/funds/open-source', recordsAnywhere],
  'GET /do/:collection/:id/:command': ['/do/funds/pool/open-source', recordsAnywhere],
  'GET /provider': ['/provider', row(401, 403, 'ok', 'ok', 404, 404, 404, 404, 404, 404)],
  'GET /providers/:provider': ['/providers/GB-COH-19990001', ofProvider],
  'GET /providers/:provider/awards/:award': [
    '/providers/GB-COH-19990001/awards/lights',
    ofProvider,
  ],
  'GET /providers/:provider/changes': ['/providers/GB-COH-19990001/changes', ofProvider],
  'GET /providers/:provider/statement': ['/providers/GB-COH-19990001/statement', ofProvider],
  'GET /events/:number': ['/events/{event}', ofPool],
  'GET /approvals': ['/approvals', trail],
  'GET /approvals/reallocations/:id': ['/approvals/reallocations/move', ofPool],
  // No recoding is proposed there.
  'GET /approvals/recodings/:fund/:id': [
    '/approvals/recodings/pool/one',
    row(401, 403, 403, 403, 404, 404, 404, 404, 403, 403),
  ],
  'GET /audit': ['/audit', trail],
  'GET /audit/tests/:test': ['/audit/tests/round-sums', trail],
  'GET /audit/sample': ['/audit/sample', trail],
  'GET /audit/compare': ['/audit/compare', trail],
  'GET /audit/replay': ['/audit/replay', trail],
  'GET /audit/evidence': ['/audit/evidence', trail],
  'GET /people': ['/people', keeps],
  'GET /add-person': ['/add-person', keeps],
  'GET /people/:person': ['/people/p-leaves', keeps],
  'GET /people/:person/:action': ['/people/p-leaves/change', keeps],
  'GET /security-log': ['/security-log', keeps],
  'GET /acting-as': ['/acting-as', known],
  'GET /sign-in': ['/sign-in', anybody],
  'GET /sign-in/callback': ['/sign-in/callback', anybody],

  'GET /api/v1/changes': ['/api/v1/changes', signedIn],
  'GET /api/v1/funds': ['/api/v1/funds', signedIn],
  'GET /api/v1/organisations': ['/api/v1/organisations', signedIn],
  'GET /api/v1/agreements': ['/api/v1/agreements', signedIn],
  'GET /api/v1/agreements/:agreement': ['/api/v1/agreements/pool', deed],
  'GET /api/v1/delegations': ['/api/v1/delegations', signedIn],
  'GET /api/v1/appointments': ['/api/v1/appointments', signedIn],
  'GET /api/v1/people': ['/api/v1/people', keeps],
  'GET /api/v1/reallocations': ['/api/v1/reallocations', signedIn],
  'GET /api/v1/proposals': ['/api/v1/proposals', signedIn],
  'GET /api/v1/approvals': ['/api/v1/approvals', signedIn],
  'GET /api/v1/audit-notices': ['/api/v1/audit-notices', signedIn],
  'GET /api/v1/awards': ['/api/v1/awards', signedIn],
  'GET /api/v1/imports': ['/api/v1/imports', signedIn],
  'GET /api/v1/contract-registers': ['/api/v1/contract-registers', signedIn],
  'GET /api/v1/published-contracts': ['/api/v1/published-contracts', signedIn],
  'GET /api/v1/published-contracts/:contract': [
    `/api/v1/published-contracts/${publishedContract}`,
    signedIn,
  ],
  'GET /api/v1/funds/:fund/imports/:import/rows': [
    `/api/v1/funds/pool/imports/${unreadableImport}/rows`,
    filesSeen,
  ],
  'GET /api/v1/areas': ['/api/v1/areas', signedIn],
  'GET /api/v1/strategies': ['/api/v1/strategies', signedIn],
  'GET /api/v1/areas/spending': ['/api/v1/areas/spending?areas=E06000099', signedIn],
  'GET /api/v1/ecosystem': ['/api/v1/ecosystem', money],
  'GET /api/v1/ecosystem/lines': ['/api/v1/ecosystem/lines', money],
  'GET /api/v1/outcomes': ['/api/v1/outcomes', signedIn],
  'GET /api/v1/personal-budgets': ['/api/v1/personal-budgets', signedIn],
  'GET /api/v1/stage-claims': ['/api/v1/stage-claims', signedIn],
  'GET /api/v1/exceptions': ['/api/v1/exceptions', signedIn],
  'GET /api/v1/balances': ['/api/v1/balances', signedIn],
  'GET /api/v1/reconciliations': ['/api/v1/reconciliations', signedIn],
  'GET /api/v1/reconciliations/:id': ['/api/v1/reconciliations/bank', ofPool],

  'GET /api/v1/providers/:provider/allocations': [
    '/api/v1/providers/GB-COH-19990001/allocations',
    ofProvider,
  ],
  'GET /api/v1/providers/:provider/changes': [
    '/api/v1/providers/GB-COH-19990001/changes',
    ofProvider,
  ],
  'GET /api/v1/providers/:provider/statement': [
    '/api/v1/providers/GB-COH-19990001/statement',
    ofProvider,
  ],

  'GET /api/v1/funds/:fund': ['/api/v1/funds/pool', part],
  'GET /api/v1/funds/:fund/balances': ['/api/v1/funds/pool/balances', part],
  'GET /api/v1/funds/:fund/postings': ['/api/v1/funds/pool/postings', part],
  'GET /api/v1/funds/:fund/trial-balance': ['/api/v1/funds/pool/trial-balance', whole],
  'GET /api/v1/funds/:fund/health': ['/api/v1/funds/pool/health', whole],
  'GET /api/v1/funds/:fund/calendar': ['/api/v1/funds/pool/calendar', whole],
  'GET /api/v1/funds/:fund/monitoring': ['/api/v1/funds/pool/monitoring?month=2026-04', whole],
  'GET /api/v1/funds/:fund/statement': ['/api/v1/funds/pool/statement?year=2026-27', whole],
  'GET /api/v1/funds/:fund/statements/:statement': ['/api/v1/funds/pool/statements/first', whole],
  'GET /api/v1/funds/:fund/statements/:statement/evidence': [
    '/api/v1/funds/pool/statements/first/evidence',
    whole,
  ],
  'GET /api/v1/funds/:fund/evidence': [
    '/api/v1/funds/pool/evidence?provider=GB-COH-19990001',
    ownEvidence,
  ],
  'GET /api/v1/funds/:fund/journal': ['/api/v1/funds/pool/journal?format=hledger', whole],
  'GET /api/v1/funds/:fund/sample': ['/api/v1/funds/pool/sample?seed=1&size=2', whole],
  'GET /api/v1/funds/:fund/compare': ['/api/v1/funds/pool/compare?from={event}&to={event}', whole],
  'GET /api/v1/events': ['/api/v1/events', trail],
  'GET /api/v1/events/:number': ['/api/v1/events/{event}', ofPool],
  'GET /api/v1/audit/tests': ['/api/v1/audit/tests', trail],
  'GET /api/v1/audit/tests/:test': ['/api/v1/audit/tests/round-sums', trail],
};

/** What is sent that is no command of the catalogue. */
export const expectedFiles: Readonly<Record<string, readonly [address: string, row: Row]>> = {
  'POST /sign-in/ended': ['/sign-in/ended', anybody],
  'POST /acting-as': ['/acting-as', known],
  'POST /sign-out': ['/sign-out', anybody],
  'POST /add-person': ['/add-person', keeps],
  'POST /people/:person/:action': ['/people/p-leaves/change', keeps],
  'PUT /api/v1/people/:person': ['/api/v1/people/p-leaves', keeps],
  'DELETE /api/v1/people/:person': ['/api/v1/people/p-leaves', keeps],
  'POST /do/:collection/:id/:command': ['/do/funds/pool/open-source', recordsAnywhere],
  'POST /log/cosignatures': ['/log/cosignatures', anybody],
  'POST /funds/:fund/imports/new': ['/funds/pool/imports/new', files],
  'POST /funds/:fund/reconciliation/:id/extract': [
    '/funds/pool/reconciliation/bank/extract',
    extractPages,
  ],
  'POST /funds/:fund/imports/:import/rows/:line': [
    `/funds/pool/imports/${unreadableImport}/rows/2`,
    files,
  ],
  'POST /api/v1/funds/:fund/imports': [
    '/api/v1/funds/pool/imports?format=spending&dryRun=true',
    files,
  ],
  'POST /api/v1/funds/:fund/imports/:import/rows/:line': [
    `/api/v1/funds/pool/imports/${unreadableImport}/rows/2?dryRun=true&reason=x`,
    files,
  ],
  'POST /api/v1/reconciliations/:id/extract': [
    '/api/v1/reconciliations/bank/extract?dryRun=true',
    files,
  ],
};

const records = row(401, 403, 403, 403, 404, 'ok', 'ok', 403, 403, 403);
const decides = row(401, 403, 403, 403, 403, 403, 'ok', 403, 403, 403);
const parties = row(401, 403, 403, 403, 403, 'ok', 'ok', 403, 403, 403);
const decidesAnywhere = row(401, 403, 403, 403, 403, 403, 'ok', 403, 403, 403);
const administers = row(401, 403, 403, 403, 403, 403, 403, 403, 'ok', 403);
const registers = row(401, 403, 403, 403, 'ok', 'ok', 'ok', 403, 'ok', 403);
const answers = row(401, 403, 'ok', 404, 404, 'ok', 'ok', 403, 403, 403);

const each = (of: Row, names: string): Record<string, Row> =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, of]),
  );

/** Each command, to a thing of the pool, and who may give it. */
export const expectedCommands: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  organisations: {
    ...each(registers, 'register-organisation change-details state-financial-year'),
    ...each(administers, 'add-identifiers record-succession'),
  },
  strategies: each(registers, 'adopt-strategy revise-strategy'),
  areas: each(registers, 'define-area change-area-membership state-area-population'),
  delegations: each(administers, 'adopt-delegation revise-delegation revoke-delegation'),
  appointments: each(administers, 'appoint end-appointment'),
  outcomes: each(
    recordsAnywhere,
    `define-outcome agree-baseline supersede-baseline measure-outcome agree-savings-share
    assess-savings-share confirm-savings-share agree-outcome-terms start-person claim-stage
    verify-stage reject-stage permit-double-funding`,
  ),
  reallocations: {
    ...each(
      records,
      'propose-reallocation withdraw-reallocation carry-out-reallocation lapse-reallocation',
    ),
    ...each(decides, 'approve-reallocation refuse-reallocation'),
  },
  agreements: each(
    parties,
    `sign-agreement vary-agreement give-notice record-exit dispute-exit-settlement
    agree-exit-settlement terminate-agreement hold-review record-pass-down vary-pass-down`,
  ),
  funds: {
    ...each(parties, 'establish-fund'),
    ...each(decides, 'approve-decision withdraw-approval approve-recoding give-sign-off'),
    ...each(
      records,
      `change-hosting open-source open-scheme describe-scheme describe-source
      state-accounting-basis define-ring-fence change-ring-fence end-ring-fence set-share-limit
      record-match-funding record-permission transfer-source merge-sources
      roll-forward-contribution pay-on-behalf pledge-contribution confirm-contribution
      meet-contribution-condition fail-contribution-condition vary-contribution
      withdraw-contribution schedule-contribution invoice-instalment receive-instalment provide-in-kind
      record-other-income recover-vat budget-other-income allocate-budget allocate-by-formula
      give-up-budget close-scheme cover-overspend release-commitment profile-budget
      submit-forecast accrue-expenditure reverse-accrual verify-expenditure
      pay-expenditure record-payment credit-expenditure reverse-expenditure approve-expenditure
      reject-expenditure dispute-expenditure resolve-dispute recover-expenditure hold-retention
      release-retention verify-stage-payment pay-advance evidence-advance return-advance
      reverse-entry recode-spending recode-payments propose-recoding withdraw-recoding
      lapse-recoding agree-balances soft-close-period hard-close-period reopen-period close-year
      bring-balances-provisionally reprofile-held-money return-held-money pay-back
      receive-savings-share settle-exit record-settlement-payment issue-statement
      set-publication-policy publish set-health-rules state-served-strategies`,
    ),
    ...each(answers, 'claim-expenditure'),
  },
  contracts: {
    ...each(answers, 'move-between-lines'),
    ...each(
      records,
      `award-contract award-personal-budget reassess-personal-budget agree-contract-terms
    agree-outcome-payments vary-contract publish-transparency-notice exercise-option lapse-option
    uplift-contract give-break-notice record-subcontract vary-subcontract
    novate-contract end-contract`,
    ),
  },
  grants: {
    ...each(answers, 'accept-grant decline-grant'),
    ...each(
      records,
      `award-grant offer-grant agree-grant-terms agree-outcome-payments meet-condition
      fail-condition secure-match-funding record-subsidy-control vary-grant demand-clawback
      novate-grant close-grant record-subcontract vary-subcontract`,
    ),
  },
  reconciliations: each(
    records,
    `begin-reconciliation propose-matches confirm-match reject-match make-match undo-match
    sign-reconciliation`,
  ),
  persons: each(decidesAnywhere, 'forget-person'),
  logs: each(registers, 'admit-cosigner remove-cosigner'),
};

/** To what a command is sent: something of the pool that the command is about. */
export const sentTo: Readonly<Record<string, string>> = {
  ...{ funds: 'pool', agreements: 'pool', contracts: 'lights', grants: 'voices' },
  ...{ reallocations: 'move', reconciliations: 'bank', organisations: 'somebody' },
  ...{
    areas: 'E06000099',
    strategies: 'homes',
    delegations: 'GB-LAE-NMR',
    appointments: 'one',
    outcomes: 'jobs',
  },
  ...{ persons: 'p-417', logs: 'one' },
};

const inPool = { fund: 'pool' };
const ofLights = { provider: 'GB-COH-19990001', award: 'lights' };

/** What a command says whose it is; all else is left out, so that nothing comes of it. */
export const saying: Readonly<Record<string, object>> = {
  'establish-fund': { host: 'GB-LAE-NMR' },
  'sign-agreement': { host: 'GB-LAE-NMR' },
  ...{ 'award-contract': { funding: [inPool] }, 'award-personal-budget': { funding: [inPool] } },
  ...{ 'award-grant': { funding: [inPool] }, 'offer-grant': { funding: [inPool] } },
  'propose-reallocation': { legs: [{ from: inPool, to: inPool }] },
  'begin-reconciliation': inPool,
  'claim-expenditure': { ...ofLights, expenditure: 'lights:first' },
};
