import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { awardDecider, outcomeDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** What a fund's command needs to know of the outcome that it names, as it is recorded by now. */
export async function fromOutcomes(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
): Promise<Pick<FundContext, 'savingsShare' | 'stageClaim'>> {
  switch (command.command) {
    case 'receive-savings-share': {
      const savingsShare = await ledger.read(
        streamOf('outcome', command.outcome),
        outcomeDecider,
        ({ savings }) => savings.confirmed,
      );
      return savingsShare?.fund === fund ? { savingsShare } : {};
    }
    case 'verify-stage-payment': {
      const stageClaim = await ledger.read(
        streamOf('outcome', command.outcome),
        outcomeDecider,
        ({ claims }) => claims.get(command.claim),
      );
      if (!stageClaim) return {};
      const follows = await ledger.read(
        streamOf('contract', stageClaim.award),
        awardDecider,
        (award) => (award.outcome === 'awarded' ? (award.contract.person ?? undefined) : undefined),
      );
      return { stageClaim: { ...stageClaim, askedOf: fund, follows } };
    }
    default:
      return {};
  }
}
