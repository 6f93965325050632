import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { outcomeDecider } from './deciders.js';
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
    case 'verify-stage-payment':
    case 'bar-stage-payment': {
      const stageClaim = await ledger.read(
        streamOf('outcome', command.outcome),
        outcomeDecider,
        ({ claims }) => claims.get(command.claim),
      );
      return stageClaim ? { stageClaim: { ...stageClaim, askedOf: fund } } : {};
    }
    default:
      return {};
  }
}
