import type { OutcomeCommand } from '#contracts/commands/outcome.js';
import { streamOf } from '#contracts/events/all.js';
import type { Refusal } from '#contracts/problems.js';
import type { Award } from '#libs/funding/award/award.js';
import { barredStage } from '#libs/funding/fund/stage-payments.js';
import { decideOutcome } from '#libs/funding/outcome/outcome.js';
import { notOnAward } from '#libs/funding/outcome/claim-on-award.js';
import { inFund, note, type Touched } from './awards.js';
import { awardDecider, fundDecider, outcomeDecider } from './deciders.js';
import type { Asking, Ledger, Outcome } from './ledger.js';
import { identifiersOf } from './one-body.js';

/**
 * A claim that names another identifier of the provider of its award is the award's own provider's, as
 * its invoices are.
 */
export async function asAwarded(ledger: Ledger, command: OutcomeCommand): Promise<OutcomeCommand> {
  if (command.command !== 'claim-stage') return command;
  const award = await awardOf(ledger, command.award);
  if (award.outcome !== 'awarded' || award.provider === command.provider) return command;
  const { provider } = award;
  const oneBody = await identifiersOf(ledger, provider, command.provider);
  return oneBody.has(command.provider) ? { ...command, provider } : command;
}

/**
 * What other streams say against a command to an outcome: the award that a claim names. The fund
 * judges once more when it is asked to pay.
 */
export async function barredByOthers(
  ledger: Ledger,
  id: string,
  command: OutcomeCommand,
): Promise<Refusal | undefined> {
  if (command.command !== 'claim-stage') return undefined;
  return notOnAward(await awardOf(ledger, command.award), { ...command, outcome: id });
}

/** The contract that was awarded under a name, or else the grant. */
async function awardOf(ledger: Ledger, id: string): Promise<Award> {
  const contract = await awardAt(ledger, streamOf('contract', id));
  return contract.outcome === 'awarded' ? contract : awardAt(ledger, streamOf('grant', id));
}

/**
 * A claim is rejected in the fund that would count it, which is the point of no return and has the
 * request's own key; then in the outcome's stream. A crash between the two leaves what the repeated
 * request, or the service by itself, finishes.
 */
export async function rejectStage(
  ledger: Ledger,
  asking: Asking,
  id: string,
  command: Rejecting,
  expectedRevision: number | undefined,
): Promise<Touched | { readonly refused: Refusal }> {
  const stream = streamOf('outcome', id);
  const fund = await ledger.read(
    stream,
    outcomeDecider,
    ({ claims }) => claims.get(command.claim)?.fund,
  );
  const touched: Touched = { streams: [], wouldRecord: [], repeated: true };
  if (fund !== undefined) {
    const movedOn = await ledger.movedOn(asking, stream, outcomeDecider, expectedRevision);
    if (movedOn) return { refused: movedOn };
    const { claim, cause, effective } = command;
    const barred = await inFund(ledger, asking, fund, {
      command: 'bar-stage-payment',
      ...{ outcome: id, claim, cause, effective },
    });
    if ('refused' in barred) return barred;
    note(touched, barred);
  }
  const rejected =
    fund === undefined
      ? await inOutcome(ledger, asking, id, command)
      : await finishRejection(ledger, asking, id, command);
  if ('refused' in rejected) return rejected;
  note(touched, rejected);
  return touched;
}

type Rejecting = Extract<OutcomeCommand, { command: 'reject-stage' }>;

/** The last step, whoever takes it: the same key, so that it is taken once. */
const finishRejection = (
  ledger: Ledger,
  asking: Asking,
  id: string,
  command: Rejecting,
): Promise<Outcome> => {
  const key = `outcome/${id}/reject/${command.claim}`;
  const asked = ['reject', id, command.claim];
  return inOutcome(ledger, { ...asking, key, asked }, id, command);
};

/** What the fund decided is said in the outcome's stream too; nothing where it decided nothing. */
export async function settleRejection(
  ledger: Ledger,
  asking: Asking,
  id: string,
  claim: string,
  effective: string,
): Promise<Outcome | undefined> {
  const fund = await ledger.read(
    streamOf('outcome', id),
    outcomeDecider,
    ({ claims }) => claims.get(claim)?.fund,
  );
  if (fund === undefined) return undefined;
  const cause = await ledger.read(streamOf('fund', fund), fundDecider, (state) =>
    barredStage(state, { outcome: id, claim }),
  );
  if (cause === undefined) return undefined;
  const command = { command: 'reject-stage', claim, cause, effective } as const;
  return finishRejection(ledger, asking, id, command);
}

const inOutcome = (
  ledger: Ledger,
  asking: Asking,
  id: string,
  command: Rejecting,
): Promise<Outcome> =>
  ledger.execute(asking, {
    stream: streamOf('outcome', id),
    decider: outcomeDecider,
    decide: (state, circumstances) => decideOutcome(state, command, id, circumstances),
  });

const awardAt = (ledger: Ledger, stream: string): Promise<Award> =>
  ledger.read(stream, awardDecider, (award) => award);
