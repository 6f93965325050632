import { createHash } from 'node:crypto';
import { betterCare } from '#apps/service/example/place/better-care.js';
import { charity } from '#apps/service/example/place/bodies.js';
import { growth } from '#apps/service/example/place/growth-grants.js';
import { filesBrought, reoffending } from '#apps/service/example/place/reoffending.js';
import { importId } from '#apps/service/imports/import-file.js';
import { steadyGround } from '#apps/service/example/place/steady-ground.js';

/** A page of the example place, and whom it is for; null: anybody, who has not signed in. */
export interface PageOfPlace {
  readonly person: string | null;
  readonly path: string;
}

/** Whether a route answers people in a browser with a page of its own. */
export const isPage = (route: string): boolean =>
  route.startsWith('GET /') &&
  !route.endsWith('.ics') &&
  !/^GET \/(api\/v1|api\/openapi|log|assets|health|metrics|sign-in)(\/|\.|$)/.test(route);

const as =
  (person: string | null) =>
  (path: string): PageOfPlace => ({ person, path });
const anybody = as(null);
const commissioner = as('amina');
const approver = as('rosalind');
const provider = as('edith');
const funder = as('oskar');
const auditor = as('priya');
const administrator = as('nadia');

/** The first file that the place took in, of which two rows were set aside. */
const firstFile = `/funds/${reoffending}/imports/${importId(
  createHash('sha256')
    .update(filesBrought[0]?.text ?? '')
    .digest('hex'),
  reoffending,
)}`;
const ofCarers = `/providers/${charity(10)}`;

/** Each route with a page, at addresses where the example place has something to show. */
export const pagesOfPlace: Readonly<Record<string, readonly PageOfPlace[]>> = {
  'GET /': [anybody, commissioner, approver, provider, funder, auditor, administrator].map((one) =>
    one('/'),
  ),
  'GET /tour': [commissioner('/tour')],
  'GET /people': [administrator('/people')],
  'GET /add-person': [administrator('/add-person')],
  'GET /people/:person': [administrator('/people/samir')],
  'GET /people/:person/:action': [administrator('/people/samir/change')],
  'GET /security-log': [administrator('/security-log')],
  'GET /acting-as': [commissioner('/acting-as')],
  'GET /api/docs': [anybody('/api/docs')],
  'GET /api/docs/:group': [anybody('/api/docs/funds')],
  'GET /published': [anybody('/published')],
  'GET /published/:fund': [anybody(`/published/${betterCare}`)],
  'GET /published/:fund/totals': [anybody(`/published/${betterCare}/totals`)],

  'GET /funds/:fund': [
    ...[betterCare, growth, 'northmoor', reoffending, steadyGround].map((fund) =>
      commissioner(`/funds/${fund}`),
    ),
    commissioner(`/funds/${betterCare}?asKnownAt=2025-02-28`),
    commissioner(`/funds/${betterCare}?effectiveOn=2026-03-31`),
  ],
  'GET /funds/:fund/awards/:award': [
    commissioner(`/funds/${betterCare}/awards/adaptations`),
    commissioner('/funds/northmoor/awards/harbour-lights'),
  ],
  'GET /funds/:fund/postings': [
    commissioner(`/funds/${betterCare}/postings?add=account(cash:expenditure)`),
    funder(`/funds/${growth}/postings?figure=Spent&add=account(cash:expenditure)source(programme)`),
  ],
  'GET /funds/:fund/tasks': [commissioner(`/funds/${betterCare}/tasks`)],
  'GET /funds/:fund/monitoring': [
    commissioner(`/funds/${betterCare}/monitoring`),
    commissioner(`/funds/${growth}/monitoring`),
  ],
  'GET /funds/:fund/monitoring/line': [
    commissioner(
      `/funds/northmoor/monitoring/line?scheme=brokerage&source=council&nature=revenue&month=2026-10`,
    ),
  ],
  'GET /funds/:fund/calendar': [commissioner(`/funds/${betterCare}/calendar`)],
  'GET /funds/:fund/calendar/:month': [
    commissioner(`/funds/${betterCare}/calendar/2026-10?effectiveOn=2026-09-30`),
  ],
  'GET /funds/:fund/statements': [commissioner(`/funds/${betterCare}/statements`)],
  'GET /funds/:fund/statement': [
    commissioner(`/funds/${betterCare}/statement?year=2024-25`),
    commissioner('/funds/northmoor/statement?year=2026-27&quarter=2'),
  ],
  'GET /funds/:fund/statements/:statement': [
    commissioner(`/funds/${betterCare}/statements/account-2024-25`),
  ],
  'GET /funds/:fund/statements/:statement/evidence': [
    commissioner(`/funds/${betterCare}/statements/account-2024-25/evidence`),
  ],
  'GET /funds/:fund/reconciliation': [commissioner(`/funds/${betterCare}/reconciliation`)],
  'GET /funds/:fund/reconciliation/:reconciliation': [
    commissioner(`/funds/${growth}/reconciliation/growth-bank-2026-q2`),
    commissioner(`/funds/${growth}/reconciliation/growth-bank-2026-10`),
  ],
  'GET /funds/:fund/reconciliation/:id/extract': [
    commissioner(`/funds/${growth}/reconciliation/growth-bank-2026-10/extract`),
  ],
  'GET /funds/:fund/imports': [commissioner(`/funds/${reoffending}/imports`)],
  'GET /funds/:fund/imports/new': [commissioner(`/funds/${betterCare}/imports/new`)],
  'GET /funds/:fund/imports/:import': [commissioner(firstFile)],
  'GET /funds/:fund/imports/:import/rows/:line': [commissioner(`${firstFile}/rows/66`)],

  // It leads to the next.
  'GET /provider': [],
  'GET /providers/:provider': [provider(ofCarers), commissioner('/providers/GB-COH-19990001')],
  'GET /providers/:provider/awards/:award': [provider(`${ofCarers}/awards/carers`)],
  'GET /providers/:provider/changes': [provider(`${ofCarers}/changes`)],
  'GET /providers/:provider/statement': [provider(`${ofCarers}/statement?year=2025-26`)],

  'GET /ecosystem': [
    commissioner('/ecosystem'),
    commissioner('/ecosystem?strategies=wellbeing-2025&needs=A+home'),
  ],
  'GET /ecosystem/lines': [commissioner('/ecosystem/lines?measure=spending')],
  'GET /published/ecosystem': [anybody('/published/ecosystem')],
  'GET /published/ecosystem/lines': [anybody('/published/ecosystem/lines?measure=payments')],
  'GET /published-contracts': [commissioner('/published-contracts')],
  // Its name is made of the hash of its file.
  'GET /published-contracts/:contract': [],

  'GET /tasks': [commissioner('/tasks')],
  'GET /do/:collection/:command': [commissioner(`/do/contracts/award-contract?fund=${betterCare}`)],
  'GET /do/:collection/:id/:command': [
    commissioner(`/do/funds/${betterCare}/allocate-budget`),
    commissioner('/do/reallocations/bench/propose-reallocation'),
    provider(`/do/funds/${betterCare}/claim-expenditure`),
  ],
  'GET /approvals': [approver('/approvals')],
  'GET /approvals/reallocations/:id': [approver('/approvals/reallocations/housing-2026')],
  // None is proposed in the place.
  'GET /approvals/recodings/:fund/:id': [],

  'GET /events/:number': [auditor('/events/3000')],
  'GET /audit': [auditor('/audit'), auditor(`/audit?fund=${betterCare}&type=PaymentRecorded`)],
  'GET /audit/tests/:test': [
    auditor('/audit/tests/late-items'),
    auditor('/audit/tests/round-sums'),
    auditor('/audit/tests/duplicates'),
  ],
  'GET /audit/evidence': [auditor(`/audit/evidence?fund=${betterCare}`)],
  'GET /audit/imports': [auditor('/audit/imports')],
  'GET /audit/sample': [auditor(`/audit/sample?fund=${betterCare}&seed=1&size=10`)],
  'GET /audit/compare': [
    auditor(`/audit/compare?fund=${betterCare}&from=2025-09-01&to=2025-09-30`),
  ],
  'GET /audit/replay': [auditor(`/audit/replay?fund=${steadyGround}`)],
};
