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
): Promise<Pick<FundContext, 'savingsShare'>> {
  if (command.command !== 'receive-savings-share') return {};
  const stream = streamOf('outcome', command.outcome);
  const confirmed = await ledger.read(stream, outcomeDecider, ({ savings }) => savings.confirmed);
  return confirmed?.fund === fund ? { savingsShare: confirmed } : {};
}
