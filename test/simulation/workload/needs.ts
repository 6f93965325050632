import type { Books } from '../auditor/books.js';
import { awardWeights } from './awards.js';
import { awardTermWeights } from './award-terms.js';
import type { Choice } from './choice.js';
import { work } from './outcomes.js';
import type { Known, PlaceKind } from './place-wishes.js';
import { comparedIn } from './reconciling.js';

/** What a wish needs to be about, and the wish by which it comes to be. */
interface Need {
  readonly isThere: (of: Choice, known: Known) => boolean;
  readonly first: PlaceKind;
}
const need = (first: PlaceKind, isThere: Need['isThere']): Need => ({ isThere, first });

const award = need('award', ({ books }) => books.awards.size > 0);
const bill = need('verify', ({ books }) => books.bills.size > 0);
const advance = need('advance', ({ books }) => books.advances.size > 0);
const accrual = need('accrue', ({ books }) => [...books.accrued.values()].some(({ open }) => open));
const claim = need('claim', ({ books }) => books.claims.size > 0);
const published = need('payment', ({ books }) => books.published.size > 0);
const recoding = need('proposeRecoding', ({ books }) => books.proposals.size > 0);
const move = need('propose', (_, { auditor }) =>
  [...auditor.reallocations.values()].some(({ state }) => state === 'proposed'),
);
const stage = need(
  'claimStage',
  (_, { auditor }) => (auditor.outcomes.get(work)?.claims.size ?? 0) > 0,
);
const grant = need('offer', ({ books }) =>
  [...books.awards.values()].some(({ kind }) => kind === 'grant'),
);
const offered = need('offer', (_, { auditor }) =>
  [...auditor.decisions.values()].some(({ outcome }) => outcome === 'offered'),
);
const exit = need('recordExit', (_, { auditor }) => auditor.exits.size > 0);
const agreedExit = need('agreeExit', (_, { auditor }) =>
  [...auditor.exits.values()].some(({ agreed }) => agreed.size > 0),
);
const statement = need('issueStatement', ({ books }) => books.statements.size > 0);
const owing = (books: Books, account: string): boolean =>
  books.list(account).some(({ pence }) => pence !== 0n);
const ofOutcome = (first: PlaceKind, what: 'payer' | 'baseline' | 'measured' | 'assessed'): Need =>
  need(first, (_, { auditor }) => auditor.outcomes.get(work)?.[what] !== undefined);
const option = need('award', (_, { auditor }) => auditor.options.size > 0);
const subcontract = need('subcontract', (_, { auditor }) =>
  [...auditor.decisions.values()].some(({ passedOn }) => passedOn.size > 0),
);
const readExtract = need('beginReconciliation', (_, known) => comparedIn(known, 0) !== undefined);
const match = (state: string, first: PlaceKind): Need =>
  need(first, (_, known) =>
    [...(comparedIn(known, 0)?.matches.values() ?? [])].some((of) => of.state === state),
  );

const each = (kinds: readonly PlaceKind[], of: Need): Partial<Record<PlaceKind, Need>> =>
  Object.fromEntries(kinds.map((kind) => [kind, of]));

const needs: Readonly<Partial<Record<PlaceKind, Need | readonly Need[]>>> = {
  ...each([...(Object.keys(awardWeights) as PlaceKind[])], award),
  ...each([...(Object.keys(awardTermWeights) as PlaceKind[])], award),
  ...each(['verify', 'claim', 'release', 'advance'], award),
  ...each(
    ['award', 'offer', 'personalBudget'],
    need('award', () => true),
  ),
  ...each(['pay', 'credit', 'reverse', 'approve', 'dispute', 'resolve'], bill),
  ...each(['clawback', 'holdRetention', 'releaseRetention'], bill),
  ...each(['clear', 'reverseAccrual'], accrual),
  ...each(['evidence', 'returnAdvance'], advance),
  ...each(['verifyClaim', 'rejectClaim'], claim),
  ...each(['approveRecoding', 'withdrawRecoding'], recoding),
  ...each(['approveMove', 'refuseMove', 'withdrawMove', 'carryOutMove'], move),
  claimStage: [
    award,
    need('startPerson', (_, { auditor }) => (auditor.outcomes.get(work)?.starts.length ?? 0) > 0),
  ],
  ...each(['permitDouble', 'verifyStage', 'rejectStage', 'payStage'], stage),
  inKind: need('pledgeInKind', ({ books }) =>
    [...books.contributions.values()].some(({ form }) => form === 'in-kind'),
  ),
  ...each(
    ['meetGiven', 'failGiven'],
    need('confirm', ({ books }) =>
      [...books.contributions.values()].some(({ conditions }) => conditions.size > 0),
    ),
  ),
  recode: bill,
  recodePayments: published,
  proposeRecoding: [bill, published],
  reverseEntry: need('income', ({ books }) => books.entries.size > 0),
  cover: need('overspend', ({ books }) => [...books.tasks.values()].some((open) => open > 0n)),
  ...each(['accept', 'decline'], offered),
  ...each(['meetCondition', 'failCondition', 'secureMatch', 'subsidy'], grant),
  varySubcontract: subcontract,
  approveDecision: need('varyAgreement', (_, { lacking = [] }) => lacking.length > 0),
  withdrawApproval: need('approveDecision', (_, { auditor, funds }) =>
    funds.some((id) => [...auditor.fund(id).lettings.values()].flat().length > 0),
  ),
  endAppointment: need('appoint', (_, { auditor }) => auditor.appointments.size > 0),
  ...each(['option', 'lapseOption'], option),
  reassess: need('personalBudget', (_, { auditor }) => auditor.personalBudgets.size > 0),
  ...each(['disputeExit', 'agreeExit'], exit),
  settleExit: agreedExit,
  settlementPaid: need('settleExit', ({ books }) => owing(books, 'settlement')),
  signStatement: statement,
  recover: need('creditPaid', ({ books }) => [...books.bills.values()].some((of) => of.owed < 0n)),
  creditPaid: need('pay', ({ books }) => [...books.bills.values()].some((of) => of.paid > 0n)),
  ...each(
    ['reprofile', 'returnHeld'],
    need('closeYear', ({ books }) => owing(books, 'held')),
  ),
  payBack: need('returnHeld', ({ books }) => owing(books, 'returnable')),
  recoverVat: need('verify', ({ books }) => owing(books, 'vat')),
  budgetIncome: need('income', ({ books }) => owing(books, 'other income')),
  usePermit: need('permit', ({ books }) => books.permissions.size > 0),
  assessShare: [
    ofOutcome('baseline', 'baseline'),
    ofOutcome('measure', 'measured'),
    ofOutcome('agreeShare', 'payer'),
  ],
  confirmShare: ofOutcome('assessShare', 'assessed'),
  receiveShare: need('confirmShare', (_, { auditor }) => auditor.shares.has(work)),
  ...each(['proposeMatches', 'makeMatch', 'signReconciliation'], readExtract),
  ...each(['confirmMatch', 'rejectMatch'], match('proposed', 'proposeMatches')),
  undoMatch: match('confirmed', 'confirmMatch'),
  removeCosigner: need('admitCosigner', (_, { auditor }) => auditor.cosigners.size > 0),
  ...each(
    ['serveStrategies', 'reviseStrategy'],
    need('adoptStrategy', (_, { auditor }) => auditor.strategies.size > 0),
  ),
  reopen: need('hardClose', ({ books }) => books.closed.size > 0),
};

/** Mostly, what needs something that there is not yet is wished for after what makes it. */
export function possible(kind: PlaceKind, of: Choice, known: Known): PlaceKind {
  if (of.a % 10 === 9) return kind;
  for (let wanted = kind; ;) {
    const missing = [needs[wanted] ?? []].flat().find(({ isThere }) => !isThere(of, known));
    if (missing === undefined) return wanted;
    wanted = missing.first;
  }
}
