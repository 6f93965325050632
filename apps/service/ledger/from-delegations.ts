import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { delegationDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** The schemes of delegation by which a fund judges who approved a move. */
export async function fromDelegations(
  ledger: Ledger,
  command: FundCommand,
): Promise<Pick<FundContext, 'delegations'>> {
  if (command.command !== 'reserve-move') return {};
  const read = command.organisations.map((organisation) =>
    ledger.read(streamOf('delegation', organisation), delegationDecider, (state) => state),
  );
  return { delegations: await Promise.all(read) };
}
