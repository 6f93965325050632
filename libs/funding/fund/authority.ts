import type { FundCommand, FundCommandOf } from '#contracts/commands/fund.js';
import {
  DecisionApprovalWithdrawn,
  DecisionApproved,
  DecisionAuthorised,
  type AuthorisedKind,
  type ToDecide,
} from '#contracts/events/fund/authority.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { EventOf } from '#contracts/events/all.js';
import type { Approval } from '#contracts/events/fund/move-shapes.js';
import type { Boundary } from '#contracts/events/delegation.js';
import type { Counted } from '#contracts/events/fund/moves.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none } from '#libs/ledger/posting.js';
import { parsePence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { inForceOn, type DelegationInForce } from '../delegation/delegation.js';
import {
  countedIfSufficient,
  judgedWhenGiven,
  onEachHead,
  type AskedBy,
  type AtHead,
  type Given,
} from '../delegation/judged.js';
import { headOf, type MayDecide, type OnHead } from '../delegation/may-decide.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { hostedOn } from './hosting.js';
import { partnerLacking, partnersAsked, type Deciding } from './joint-decisions.js';
import { countKey } from './move-authority.js';
import { contentOf, isOpenEnded, toDecide } from './to-decide.js';

type Decided = Decision<FundEvent>;

/** An approval that may be used once, up to a day. */
export interface GivenApproval {
  readonly approval: Approval;
  readonly until: string;
}

/** What was decided of a promise: what counts towards limits, and the approvals that it used. */
export interface Authorised {
  readonly decision: AuthorisedKind;
  readonly counted: readonly Counted[];
  readonly content: string;
  readonly used: readonly GivenApproval[];
}

/** What offices have let others decide here, and who decided what is promised to awards. */
export interface Authorities {
  /** By the content of the decision (`contentOf`). */
  readonly approvalsGiven: Map<string, readonly GivenApproval[]>;
  /** By award, or award and change: what is given back where a promise does not come about. */
  readonly authorised: Map<string, readonly Authorised[]>;
}
export const newAuthorities = (): Authorities => ({
  approvalsGiven: new Map(),
  authorised: new Map(),
});

/** By what a fund keeps what an office decided on a head: promises to awards are one, and moves, however made. */
export const decidedKey = (decision: AuthorisedKind, of: Omit<Counted, 'amount'>): string =>
  decision === 'virement'
    ? countKey(of)
    : [countKey(of), decision === 'contract-variation' ? 'commitment' : decision].join('|');

/**
 * Judges a decision by the scheme of delegation of the fund's host that is in force, where that says
 * who may take decisions of its kind, and by each partner's, where the agreement lets each decide; where
 * neither says so, the decision stands as it is (rule 20).
 */
export function underAuthority(
  fund: Fund,
  command: FundCommand,
  decision: Decided,
  context: FundContext,
): Decided {
  if (decision.refused) return decision;
  const authorised: FundEvent[] = [];
  for (const asked of toDecide(fund, command, decision.events, context.today)) {
    const host = hostThatDecides(fund, asked, context);
    if (host === undefined && asked.decision === 'revenue-to-capital')
      return refused('no-delegation', {
        organisation: hostedOn(fund, context.today)?.host ?? none,
        day: context.today,
      });
    const organisations = whoDecide(fund, asked, context);
    if (organisations.length === 0) continue;
    const by = authorisedBy(fund, asked, organisations, context);
    if ('problem' in by) return { refused: by };
    authorised.push(DecisionAuthorised.of(command.effective, { ...asked, ...by }));
  }
  return happened<FundEvent>(...decision.events, ...authorised);
}

/** By whose approvals it is decided, and what then counts towards their limits; or why it is not. */
function authorisedBy(
  fund: Fund,
  asked: ToDecide,
  organisations: readonly string[],
  context: FundContext,
): Pick<EventOf<'DecisionAuthorised'>['data'], 'how' | 'approvals' | 'counted'> | Refusal {
  const { actor: proposer, organisation, today } = context;
  const given = (fund.approvalsGiven.get(contentOf(asked)) ?? [])
    .filter(({ until, approval }) => today <= until && approval.by !== proposer)
    .map(({ approval }) => approval)
    .filter((approval) => organisations.includes(approval.organisation));
  const own = organisations.includes(organisation) ? [approvalOf(fund, asked, context)] : [];
  const singly = own.filter((one) => judge(fund, asked, one, context).decides === 'alone');
  const ofOwn = given.filter((approval) => approval.organisation === organisation);
  const ofOthers = given.filter((approval) => approval.organisation !== organisation);
  const ours = singly.length > 0 ? singly : ofOwn.length > 0 ? ofOwn : own;
  const approvals = [...ours, ...ofOthers];

  const approving = approvals.map((approval) => approval.organisation);
  const counted =
    partnerLacking(approving, asDeciding(asked), context) ??
    countedIfSufficient(
      { proposer, organisations },
      approvals,
      context.delegations ?? [],
      questionOf(fund, asked, context),
    );
  if ('problem' in counted) return refusal(counted.problem, { ...counted.facts, asks: asked });
  const alone = singly.length > 0 && ofOthers.length === 0;
  return { how: alone ? 'alone' : 'approved', approvals, counted };
}

/**
 * What a scheme in force leaves to nobody that it does not name: budget that moves or becomes capital
 * (rules 18 and 20), a period opened again (rule 17).
 */
const alwaysJudged: ReadonlySet<AuthorisedKind> = new Set<AuthorisedKind>([
  'virement',
  'revenue-to-capital',
  'reopening',
]);

/** The host, where its scheme names the kind of decision, or no scheme can be silent about it. */
function hostThatDecides(
  fund: Fund,
  { decision }: Pick<ToDecide, 'decision'>,
  { delegations = [], today }: FundContext,
): string | undefined {
  const found = delegations.find(
    ({ organisation }) => organisation === hostedOn(fund, today)?.host,
  );
  const inForce = found && inForceOn(found, today);
  const named = inForce?.powers.some(({ decisions }) => decisions.includes(decision));
  return named || alwaysJudged.has(decision) ? inForce?.organisation : undefined;
}

/** Whose offices have to decide it: the host's, each partner's, or nobody's. */
const whoDecide = (fund: Fund, asked: ToDecide, context: FundContext): readonly string[] => [
  ...new Set(
    [hostThatDecides(fund, asked, context) ?? [], partnersAsked(context, asDeciding(asked))].flat(),
  ),
];

const asDeciding = (asked: ToDecide): Deciding => ({ ...asked, openEnded: isOpenEnded(asked) });

const judge = (fund: Fund, asked: ToDecide, given: Given, context: FundContext): MayDecide =>
  judgedWhenGiven(context.delegations ?? [], given, questionOf(fund, asked, context));

const questionOf =
  (fund: Fund, asked: ToDecide, context: FundContext): AskedBy =>
  (inForce, { office, day }) => ({
    decision: asked.decision,
    day,
    amount: parsePence(asked.amount),
    openEnded: isOpenEnded(asked),
    recurrent: asked.recurrent,
    boundaries: asked.decision === 'virement' ? [crossed(asked, inForce, context)] : [],
    onHeads: onHeads(fund, asked, inForce, office, context),
  });

/** Budget that moves leaves some schemes for others. */
function crossed(
  { parts }: ToDecide,
  delegation: DelegationInForce,
  { fund: id = none }: FundContext,
): Boundary {
  const directorates = parts.flatMap(
    ({ scheme }) => headOf(delegation, id, scheme).directorate ?? [],
  );
  return new Set(directorates).size > 1 ? 'between-directorates' : 'between-schemes';
}

/**
 * What it comes to on each budget head; what is of no scheme is the whole fund's. Where a head gains
 * what it loses, it counts once.
 */
function onHeads(
  fund: Fund,
  { decision, parts }: ToDecide,
  delegation: DelegationInForce,
  office: string,
  { fund: id = none }: FundContext,
): OnHead[] {
  const { organisation } = delegation;
  return onEachHead(
    parts.map(({ scheme, year, amount }): AtHead => {
      const pence = parsePence(amount);
      const head = scheme === none ? id : headOf(delegation, id, scheme).head;
      return { head, year, ...(pence < 0n ? { way: 'out', pence: -pence } : { way: 'in', pence }) };
    }),
    (of) => fund.delegated.get(decidedKey(decision, { organisation, office, ...of })) ?? 0n,
  );
}

function approvalOf(fund: Fund, asked: ToDecide, context: FundContext): Approval {
  const { organisation, office, actor: by, today: day, delegations = [] } = context;
  const found = delegations.find((one) => one.organisation === organisation);
  const delegation = (found && inForceOn(found, day)?.revision) ?? -1;
  const unjudged = { organisation, office, by, day, delegation, powers: [] };
  const may = judge(fund, asked, unjudged, context);
  return { ...unjudged, powers: may.decides === 'no' ? [] : [...may.powers] };
}

/** An office lets somebody else decide it: by what it may decide itself, or as a second person. */
function approveDecision(
  fund: Fund,
  { command: _, effective, until, ...asked }: FundCommandOf<'approve-decision'>,
  context: FundContext,
): Decided {
  const { organisation, actor, office, today } = context;
  const organisations = whoDecide(fund, asked, context);
  if (!organisations.includes(organisation))
    return refused('approval-not-needed', {
      organisation,
      needed: organisations.join(', ') || 'nobody: decide it without an approval',
    });
  const given = (fund.approvalsGiven.get(contentOf(asked)) ?? []).filter(
    (one) => today <= one.until,
  );
  if (given.some(({ approval }) => approval.by === actor))
    return refused('already-exists', { what: 'approval', id: actor, where: 'The decision' });
  const approval = approvalOf(fund, asked, context);
  const barred = barredFrom(judge(fund, asked, approval, context), office, () =>
    given.map((one) => judge(fund, asked, one.approval, context)),
  );
  if (barred) return refused(barred.problem, { ...barred.facts, asks: asked });
  return happened(DecisionApproved.of(effective, { ...asked, until, approval }));
}

/** By the one who gave it, and only while it can still be used: what was decided stays decided. */
function withdrawApproval(
  fund: Fund,
  { command: _, effective, cause, ...asked }: FundCommandOf<'withdraw-approval'>,
  { actor, today }: FundContext,
): Decided {
  const given = fund.approvalsGiven
    .get(contentOf(asked))
    ?.find(({ approval, until }) => approval.by === actor && today <= until);
  return given
    ? happened(
        DecisionApprovalWithdrawn.of(effective, { ...asked, approval: given.approval, cause }),
      )
    : refused('not-found', {
        what: 'unused approval of exactly this by',
        id: actor,
        where: 'the fund',
      });
}

/** An office that may not decide it joins only as the second person that another one needs. */
function barredFrom(
  may: MayDecide,
  office: string,
  others: () => readonly MayDecide[],
): Refusal | undefined {
  if (may.decides !== 'no') return undefined;
  const joins = others().some(
    (other) => other.decides === 'with-second' && other.seconds.includes(office),
  );
  return joins ? undefined : may.reason;
}

export const authorityDeciders = {
  'approve-decision': approveDecision,
  'withdraw-approval': withdrawApproval,
} as const;
