import type { Role } from '#contracts/events/appointment.js';

/**
 * Who may ask what a route answers. What of it they see is for the read models to say, which show
 * everybody what is theirs and nothing else.
 */
export type RouteRule =
  /** Anybody, signed in or not. */
  | 'anybody'
  /** Whoever has signed in, also who has not said yet as what they act. */
  | 'signed-in'
  /** Whoever has signed in and acts for somebody; it answers with what is theirs. */
  | 'own'
  /** Whoever sees the whole of the fund that the route names. */
  | 'whole-fund'
  /** Whoever does, or takes files into that fund. */
  | 'files-of-fund'
  /** Whoever sees some fund whole: partners and auditors. */
  | 'some-fund'
  /** Whoever puts money in, keeps it or audits it: it answers with that money. */
  | 'money'
  /** Who works in the fund that the route names, or in that of what it names. */
  | 'works-in-fund'
  | 'works-in-reconciliation'
  /** Whoever administers an organisation: of the own one, the controller says. */
  | 'administers'
  /** Who runs the service, by a token or on its machine; auditors and administrators too. */
  | 'watches'
  /** By the table of commands. */
  | 'command'
  /** The form of a command, by the role alone: what it is filled in with is judged when it is sent. */
  | 'command-page';

/** Each route of the service, as it is declared; one that is missing is refused to everybody. */
export const routeRules: Readonly<Record<string, RouteRule>> = {
  'GET /': 'anybody',
  'GET /tour': 'anybody',
  'GET /assets/purse.svg': 'anybody',
  'GET /assets/:file': 'anybody',
  'GET /people': 'administers',
  'GET /add-person': 'administers',
  'POST /add-person': 'administers',
  'GET /people/:person': 'administers',
  'GET /people/:person/:action': 'administers',
  'POST /people/:person/:action': 'administers',
  'GET /security-log': 'administers',
  'GET /acting-as': 'signed-in',
  'POST /acting-as': 'signed-in',
  'GET /sign-in': 'anybody',
  'GET /sign-in/callback': 'anybody',
  'POST /sign-in/ended': 'anybody',
  'POST /sign-out': 'anybody',
  'GET /api/docs': 'anybody',
  'GET /api/docs/:group': 'anybody',
  'GET /api/openapi.json': 'anybody',
  'GET /health/live': 'anybody',
  'GET /health/ready': 'anybody',
  'GET /metrics': 'watches',

  'GET /log': 'anybody',
  'GET /log/checkpoint': 'anybody',
  'GET /log/checkpoints': 'anybody',
  'GET /log/checkpoints/:size': 'anybody',
  'GET /log/keys': 'anybody',
  // Hashes are for all; the controller hands out entries to who may read them.
  'GET /log/tile/*path': 'anybody',
  'POST /log/cosignatures': 'anybody',
  'GET /api/v1/events/:number/proof': 'anybody',
  'GET /api/v1/log/consistency': 'anybody',

  'GET /published': 'anybody',
  'GET /published/ecosystem': 'anybody',
  'GET /published/ecosystem/lines': 'anybody',
  'GET /published/:fund': 'anybody',
  'GET /published/:fund/totals': 'anybody',
  'GET /api/v1/published': 'anybody',
  'GET /api/v1/published/ecosystem': 'anybody',
  'GET /api/v1/published/ecosystem/lines': 'anybody',
  'GET /api/v1/published/:fund': 'anybody',
  'GET /api/v1/published/:fund/lines': 'anybody',
  'GET /api/v1/published/:fund/totals': 'anybody',

  'GET /funds/:fund': 'whole-fund',
  'GET /funds/:fund/awards/:award': 'whole-fund',
  'GET /funds/:fund/postings': 'own',
  // Its own body, or what those who see funds see of it: the controller says which.
  'GET /provider': 'own',
  'GET /providers/:provider': 'own',
  'GET /providers/:provider/awards/:award': 'own',
  'GET /providers/:provider/changes': 'own',
  'GET /providers/:provider/statement': 'own',
  'GET /events/:number': 'some-fund',
  'GET /approvals': 'some-fund',
  'GET /approvals/reallocations/:id': 'some-fund',
  'GET /approvals/recodings/:fund/:id': 'some-fund',
  'GET /audit': 'some-fund',
  'GET /audit/tests/:test': 'some-fund',
  'GET /audit/sample': 'some-fund',
  'GET /audit/compare': 'some-fund',
  'GET /audit/replay': 'some-fund',
  'GET /audit/evidence': 'some-fund',

  'GET /do/:collection/:command': 'command-page',
  'GET /do/:collection/:id/:command': 'command-page',
  'POST /do/:collection/:id/:command': 'command-page',
  'GET /ecosystem': 'money',
  'GET /ecosystem/lines': 'money',
  // Published by the bodies themselves: for whoever has signed in.
  'GET /published-contracts': 'own',
  'GET /published-contracts/:contract': 'own',
  'GET /tasks': 'own',
  'GET /funds/:fund/tasks': 'whole-fund',
  'GET /funds/:fund/statements': 'whole-fund',
  'GET /funds/:fund/statements/:statement': 'whole-fund',
  'GET /funds/:fund/statements/:statement/evidence': 'whole-fund',
  'GET /funds/:fund/statement': 'whole-fund',
  'GET /funds/:fund/reconciliation': 'whole-fund',
  'GET /funds/:fund/reconciliation/:reconciliation': 'whole-fund',
  'GET /funds/:fund/reconciliation/:id/extract': 'works-in-reconciliation',
  'POST /funds/:fund/reconciliation/:id/extract': 'works-in-reconciliation',
  'GET /funds/:fund/monitoring': 'whole-fund',
  'GET /funds/:fund/monitoring/line': 'whole-fund',
  'GET /funds/:fund/calendar': 'whole-fund',
  'GET /funds/:fund/calendar/:month': 'whole-fund',
  'GET /funds/:fund/calendar.ics': 'whole-fund',
  'GET /funds/:fund/imports': 'files-of-fund',
  'GET /funds/:fund/imports/new': 'works-in-fund',
  'POST /funds/:fund/imports/new': 'works-in-fund',
  'GET /funds/:fund/imports/:import': 'files-of-fund',
  'GET /funds/:fund/imports/:import/rows/:line': 'works-in-fund',
  'POST /funds/:fund/imports/:import/rows/:line': 'works-in-fund',
  'GET /audit/imports': 'some-fund',

  'GET /api/v1/changes': 'own',
  'GET /api/v1/funds': 'own',
  'GET /api/v1/organisations': 'own',
  'GET /api/v1/agreements': 'own',
  'GET /api/v1/agreements/:agreement': 'own',
  'GET /api/v1/delegations': 'own',
  'GET /api/v1/appointments': 'own',
  'GET /api/v1/people': 'administers',
  'PUT /api/v1/people/:person': 'administers',
  'DELETE /api/v1/people/:person': 'administers',
  'GET /api/v1/reallocations': 'own',
  'GET /api/v1/approvals': 'own',
  'GET /api/v1/proposals': 'own',
  'GET /api/v1/audit-notices': 'own',
  'GET /api/v1/awards': 'own',
  'GET /api/v1/imports': 'own',
  'GET /api/v1/contract-registers': 'own',
  'GET /api/v1/published-contracts': 'own',
  'GET /api/v1/published-contracts/:contract': 'own',
  'GET /api/v1/areas': 'own',
  'GET /api/v1/strategies': 'own',
  'GET /api/v1/areas/spending': 'own',
  'GET /api/v1/ecosystem': 'money',
  'GET /api/v1/ecosystem/lines': 'money',
  'GET /api/v1/outcomes': 'own',
  'GET /api/v1/personal-budgets': 'own',
  'GET /api/v1/stage-claims': 'own',
  'GET /api/v1/exceptions': 'own',
  'GET /api/v1/balances': 'own',
  'GET /api/v1/reconciliations': 'own',
  'GET /api/v1/reconciliations/:id': 'some-fund',

  // Its own body, or what those who see funds see of it: the controller says which.
  'GET /api/v1/providers/:provider/allocations': 'own',
  'GET /api/v1/providers/:provider/changes': 'own',
  'GET /api/v1/providers/:provider/statement': 'own',

  'GET /api/v1/funds/:fund': 'own',
  'GET /api/v1/funds/:fund/balances': 'own',
  'GET /api/v1/funds/:fund/postings': 'own',
  'GET /api/v1/funds/:fund/trial-balance': 'whole-fund',
  'GET /api/v1/funds/:fund/health': 'whole-fund',
  'GET /api/v1/funds/:fund/monitoring': 'whole-fund',
  'GET /api/v1/funds/:fund/calendar': 'whole-fund',
  'GET /api/v1/funds/:fund/statement': 'whole-fund',
  'GET /api/v1/funds/:fund/statements/:statement': 'whole-fund',
  'GET /api/v1/funds/:fund/statements/:statement/evidence': 'whole-fund',
  // Of one provider: the controller lets a provider have its own.
  'GET /api/v1/funds/:fund/evidence': 'own',
  'GET /api/v1/funds/:fund/journal': 'whole-fund',
  'GET /api/v1/funds/:fund/sample': 'whole-fund',
  'GET /api/v1/funds/:fund/compare': 'whole-fund',
  'GET /api/v1/events': 'some-fund',
  'GET /api/v1/events/:number': 'some-fund',
  'GET /api/v1/audit/tests': 'some-fund',
  'GET /api/v1/audit/tests/:test': 'some-fund',

  'GET /api/v1/funds/:fund/imports/:import/rows': 'files-of-fund',
  'POST /api/v1/funds/:fund/imports': 'works-in-fund',
  'POST /api/v1/funds/:fund/imports/:import/rows/:line': 'works-in-fund',
  'POST /api/v1/reconciliations/:id/extract': 'works-in-reconciliation',
  'POST /api/v1/:collection/:id/:command': 'command',
};

/** Roles that a refusal may name, so that whoever is refused knows whom to ask. */
export const recording: readonly Role[] = ['commissioner', 'approver', 'importer'];
