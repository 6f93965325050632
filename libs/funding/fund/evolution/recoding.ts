import { ProposedRecoding } from '#contracts/commands/fund/recoding.js';
import type { recodingEvents } from '#contracts/events/fund/recoding.js';
import type { InvoicedPart } from '#contracts/events/fund/shapes.js';
import { apportion } from '#libs/money/apportion.js';
import { maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { owedOn } from '../expenditures.js';
import type { Expenditure, Fund, Portion } from '../fund.js';
import type { RecodingProposal } from '../recoding-decisions.js';
import { notePublished } from '../published-payments.js';
import { noteStage } from '../stage-payments.js';
import { must, type EvolutionBy } from './evolution.js';
import { count } from './moves.js';
import { expenditure, portionOf } from './spending.js';

export const recodingEvolution: EvolutionBy<typeof recodingEvents> = {
  SpendingRecoded: (fund, { data, effective }) => {
    const { relatesTo, period, was, is } = data;
    const before = must(fund.expenditures.get(data.corrects), `the expenditure ${data.corrects}`);
    const { stage } = before;
    const coded = expenditure({ effective, relatesTo, period, ...is }, before.state);
    const anew = { ...coded, stage };
    for (const part of is.paid) portionOf(anew, part).owed -= parsePence(part.amount);
    fund.expenditures.set(data.expenditure, anew);
    if (stage) noteStage(fund, stage, data.expenditure);
    const whole = data.left === '0.00';
    const paid = whole ? before.paid : sumPence(is.paid.map(({ amount }) => parsePence(amount)));
    anew.paid = paid;
    anew.approved = whole ? before.approved : approvedWith(before, anew);
    if (before.approved !== undefined && anew.approved !== undefined)
      before.approved -= anew.approved;
    before.paid -= paid;
    for (const part of was.parts) takeOff(portionOf(before, part), part);
    for (const part of was.paid) portionOf(before, part).owed += parsePence(part.amount);
    if (whole) before.state = 'reversed';
  },
  PaymentsRecoded: (fund, { data }) => {
    for (const line of data.was) notePublished(fund, data.year, line, -parsePence(line.amount));
    for (const line of data.is) notePublished(fund, data.year, line, parsePence(line.amount));
    fund.recodings.add(data.recoding);
  },
  RecodingProposed: (fund, { data: { proposal, recoding: asked, ...of } }) => {
    const recoding = ProposedRecoding.parse(asked);
    fund.recodingProposals.set(proposal, { ...of, recoding, state: 'proposed', approvals: [] });
  },
  RecodingApproved: (fund, { data }) => {
    proposalOf(fund, data.proposal).approvals.push(data.approval);
  },
  RecodingProposalEnded: (fund, { data }) => {
    proposalOf(fund, data.proposal).state = data.how;
  },
  RecodingProposalLapsed: (fund, { data }) => {
    proposalOf(fund, data.proposal).state = 'lapsed';
  },
  RecodingAuthorised: (fund, { data }) => {
    count(fund, data.counted, 1n);
    if (data.proposal !== null) proposalOf(fund, data.proposal).state = 'decided';
  },
};

const proposalOf = (fund: Fund, id: string): RecodingProposal =>
  must(fund.recodingProposals.get(id), `the proposal ${id}`);

/** What is taken elsewhere is owed there. */
function takeOff(portion: Portion, part: InvoicedPart): void {
  const cost = parsePence(part.amount);
  const recoverableVat = parsePence(part.recoverableVat);
  portion.cost -= cost;
  portion.recoverableVat -= recoverableVat;
  portion.owed -= cost + recoverableVat;
}

/** What was approved and not paid goes with a part in proportion to what is owed on it. */
function approvedWith(before: Expenditure, anew: Expenditure): Pence | undefined {
  if (before.approved === undefined) return undefined;
  const owed = maxPence(0n, owedOn(anew));
  const left = maxPence(0n, owedOn(before) - owed);
  const open = maxPence(0n, before.approved - before.paid);
  return anew.paid + (owed + left === 0n ? 0n : (apportion(open, [owed, left])[0] ?? 0n));
}
