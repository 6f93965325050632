import type { ProposedRecoding } from '#contracts/commands/fund/recoding.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { Approval } from '#contracts/events/fund/move-shapes.js';
import {
  RecodingApproved,
  RecodingAuthorised,
  RecodingProposalEnded,
  RecodingProposalLapsed,
  RecodingProposed,
} from '#contracts/events/fund/recoding.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { EventOf } from '#contracts/events/all.js';
import { monthsAfter } from '#contracts/calendar.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import {
  authorisedRecoding,
  decideOnRecoding,
  judgedToday,
  recodedIn,
  type Recoded,
} from './recoding-authority.js';
import { recodePayments } from './recoding-payments.js';
import { recodeSpending } from './recoding.js';

type Decided = Decision<FundEvent>;

/** A recoding that others have to decide, and what came of it. */
export interface RecodingProposal {
  readonly proposer: string;
  readonly organisation: string;
  readonly organisations: readonly string[];
  readonly recoding: ProposedRecoding;
  state: 'proposed' | 'decided' | 'withdrawn' | 'rejected' | 'lapsed';
  readonly expires: string | null;
  readonly approvals: Approval[];
}

export interface RecodingProposals {
  readonly recodingProposals: Map<string, RecodingProposal>;
}
export const newRecodingProposals = (): RecodingProposals => ({ recodingProposals: new Map() });

const recode = (
  fund: Fund,
  asked: ProposedRecoding,
  effective: string,
  context: FundContext,
): Decided =>
  asked.command === 'recode-spending'
    ? recodeSpending(fund, { ...asked, effective }, context)
    : recodePayments(fund, { ...asked, effective }, context);

/** At once, by somebody who may decide it alone, or where no scheme of delegation says who may. */
function alone(decision: Decided, fund: Fund, effective: string, context: FundContext): Decided {
  if (decision.refused) return decision;
  const recoded = recodedIn(decision.events);
  const organisations = decideOnRecoding(fund, recoded, context);
  if (organisations.length === 0) return decision;
  const proposer = context.actor;
  const approvals = [approvalOf(fund, recoded, context)];
  const counted = authorisedRecoding(
    fund,
    recoded,
    { proposer, organisations, approvals },
    context,
  );
  if ('problem' in counted) return { refused: counted };
  const { of, recoding, cost } = recoded;
  return happened(
    ...decision.events,
    RecodingAuthorised.of(effective, {
      of,
      recoding,
      proposal: null,
      cost,
      how: 'alone',
      approvals,
      counted,
    }),
  );
}

/** It is made ready as if it were made now, so that what could never be recoded is not proposed. */
function propose(
  fund: Fund,
  { proposal, recoding, expires, effective }: FundCommandOf<'propose-recoding'>,
  context: FundContext,
): Decided {
  if (fund.recodingProposals.has(proposal))
    return refused('already-exists', { what: 'proposal', id: proposal, where: 'The fund' });
  const decision = recode(fund, recoding, effective, context);
  if (decision.refused) return decision;
  const recoded = recodedIn(decision.events);
  return happened(
    RecodingProposed.of(effective, {
      proposal,
      proposer: context.actor,
      organisation: context.organisation,
      organisations: decideOnRecoding(fund, recoded, context),
      cost: recoded.cost,
      recoding: JSON.parse(
        JSON.stringify(recoding),
      ) as EventOf<'RecodingProposed'>['data']['recoding'],
      expires: expires ?? monthsAfter(effective, 3),
    }),
  );
}

/** As it would be recoded now, whoever has yet to approve it. */
function rehearse(
  fund: Fund,
  { proposal, effective }: FundCommandOf<'rehearse-recoding'>,
  context: FundContext,
): Decided {
  const found = openProposal(fund, proposal);
  return 'problem' in found ? { refused: found } : recode(fund, found.recoding, effective, context);
}

/** With the last approval that is needed it is recoded, as it is now and by the rules of now. */
function approve(
  fund: Fund,
  { proposal, effective }: FundCommandOf<'approve-recoding'>,
  context: FundContext,
): Decided {
  const found = openProposal(fund, proposal);
  if ('problem' in found) return { refused: found };
  const { proposer, recoding: asked, expires } = found;
  if (expires !== null && context.today > expires)
    return refused('wrong-order', {
      what: 'The proposal',
      id: proposal,
      state: `over since ${expires}`,
      needed: 'open',
    });
  const decision = recode(fund, asked, effective, context);
  if (decision.refused) return decision;
  const recoded = recodedIn(decision.events);
  const organisations = decideOnRecoding(fund, recoded, context);
  const { organisation, actor } = context;
  if (found.approvals.some(({ by }) => by === actor))
    return refused('already-exists', { what: 'approval', id: actor, where: 'The proposal' });
  if (!organisations.includes(organisation))
    return refused('approval-not-needed', {
      organisation,
      needed: organisations.join(', ') || 'nobody: recode it without a proposal',
    });
  const barred = mayNot(fund, recoded, found, context);
  if (barred) return { refused: barred };

  const approval = approvalOf(fund, recoded, context);
  const approvals = [...found.approvals, approval];
  const counted = authorisedRecoding(
    fund,
    recoded,
    { proposer, organisations, approvals },
    context,
  );
  const approved = RecodingApproved.of(effective, { proposal, approval });
  if ('problem' in counted)
    return counted.problem === 'approval-missing' ? happened(approved) : { refused: counted };
  const { of, recoding, cost } = recoded;
  const single = approvals.length === 1 && approval.by === proposer;
  return happened<FundEvent>(
    approved,
    ...decision.events,
    RecodingAuthorised.of(effective, {
      of,
      recoding,
      proposal,
      cost,
      how: single ? 'alone' : 'approved',
      approvals,
      counted,
    }),
  );
}

/** An office that may not decide it joins only as the second person that another one needs. */
function mayNot(
  fund: Fund,
  recoded: Recoded,
  { proposer, approvals }: RecodingProposal,
  context: FundContext,
): Refusal | undefined {
  const { organisation, office, actor: by } = context;
  const { may } = judgedToday(fund, recoded, context);
  if (by === proposer && may.decides !== 'alone')
    return refusal('proposer-approves', { by, office, organisation });
  if (may.decides !== 'no') return undefined;
  const joins = approvals.some((other) => {
    const judged = judgedToday(fund, recoded, { ...context, office: other.office }).may;
    return (
      other.organisation === organisation &&
      judged.decides === 'with-second' &&
      judged.seconds.includes(office)
    );
  });
  return joins ? undefined : may.reason;
}

function withdraw(
  fund: Fund,
  { proposal, cause, effective }: FundCommandOf<'withdraw-recoding'>,
  { actor: by, organisation }: FundContext,
): Decided {
  const found = openProposal(fund, proposal);
  if ('problem' in found) return { refused: found };
  const how =
    by === found.proposer
      ? 'withdrawn'
      : found.organisations.includes(organisation)
        ? 'rejected'
        : found.organisation === organisation
          ? 'withdrawn'
          : undefined;
  return how === undefined
    ? refused('another-organisation', {
        what: 'To withdraw a proposal',
        organisation: found.organisation,
        asked: organisation,
      })
    : happened(RecodingProposalEnded.of(effective, { proposal, how, by, cause }));
}

function lapse(
  fund: Fund,
  { proposal, effective }: FundCommandOf<'lapse-recoding'>,
  { today }: FundContext,
): Decided {
  const found = openProposal(fund, proposal);
  if ('problem' in found) return { refused: found };
  const { expires } = found;
  return expires !== null && today > expires
    ? happened(RecodingProposalLapsed.of(effective, { proposal, expired: expires }))
    : refused('not-expired', { id: proposal, expires });
}

function openProposal(fund: Fund, id: string): RecodingProposal | Refusal {
  const found = fund.recodingProposals.get(id);
  if (!found) return refusal('not-found', { what: 'proposal', id, where: 'the fund' });
  const { state } = found;
  return state === 'proposed'
    ? found
    : refusal('wrong-order', { what: 'The proposal', id, state, needed: 'open' });
}

function approvalOf(fund: Fund, recoded: Recoded, context: FundContext): Approval {
  const { organisation, office, actor: by, today: day } = context;
  const { may, delegation } = judgedToday(fund, recoded, context);
  const powers = may.decides === 'no' ? [] : [...may.powers];
  return { organisation, office, by, day, delegation, powers };
}

export const recodingDeciders = {
  'recode-spending': (
    fund: Fund,
    command: FundCommandOf<'recode-spending'>,
    context: FundContext,
  ): Decided => alone(recodeSpending(fund, command, context), fund, command.effective, context),
  'recode-payments': (
    fund: Fund,
    command: FundCommandOf<'recode-payments'>,
    context: FundContext,
  ): Decided => alone(recodePayments(fund, command, context), fund, command.effective, context),
  'propose-recoding': propose,
  'rehearse-recoding': rehearse,
  'approve-recoding': approve,
  'withdraw-recoding': withdraw,
  'lapse-recoding': lapse,
} as const;
