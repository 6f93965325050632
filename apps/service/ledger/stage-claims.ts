import type { OutcomeCommand } from '#contracts/commands/outcome.js';
import { streamOf } from '#contracts/events/all.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { ClaimElsewhere } from '#libs/funding/outcome/claims.js';
import type { Award } from '#libs/funding/award/award.js';
import { notOnAward } from '#libs/funding/outcome/claim-on-award.js';
import { awardDecider, fundDecider, outcomeDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/**
 * What other streams say against a command to an outcome: the award that a claim names, and the fund
 * that has counted one. The fund judges once more when it is asked to pay.
 */
export async function barredByOthers(
  ledger: Ledger,
  id: string,
  command: OutcomeCommand,
): Promise<Refusal | undefined> {
  switch (command.command) {
    case 'claim-stage': {
      const contract = await awardAt(ledger, streamOf('contract', command.award));
      const award =
        contract.outcome === 'awarded'
          ? contract
          : await awardAt(ledger, streamOf('grant', command.award));
      return notOnAward(award, command);
    }
    case 'reject-stage': {
      const { claim } = command;
      const fund = await ledger.read(
        streamOf('outcome', id),
        outcomeDecider,
        ({ claims }) => claims.get(claim)?.fund,
      );
      if (fund === undefined) return undefined;
      const state = await ledger.read(
        streamOf('fund', fund),
        fundDecider,
        ({ expenditures }) => expenditures.get(`${id}:${claim}`)?.state,
      );
      return state === undefined || state === 'reversed'
        ? undefined
        : refusal('stage-counted', { claim, fund });
    }
    default:
      return undefined;
  }
}

const awardAt = (ledger: Ledger, stream: string): Promise<Award> =>
  ledger.read(stream, awardDecider, (award) => award);

/** What is claimed on other outcomes, as their own streams have it by now. */
export async function claimsOn(
  ledger: Ledger,
  outcomes: readonly string[],
): Promise<ClaimElsewhere[]> {
  const claims = await Promise.all(
    outcomes.map((outcome) =>
      ledger.read(streamOf('outcome', outcome), outcomeDecider, (state) =>
        [...state.claims.values()].map((claim) => ({ ...claim, outcome })),
      ),
    ),
  );
  return claims.flat();
}
