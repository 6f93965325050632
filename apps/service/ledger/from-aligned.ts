import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { alignedVariance } from '#libs/funding/fund/year-end/aligned.js';
import { fundDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** What closing a year may know of the aligned funds that it names, as they stand now. */
export async function fromAligned(
  ledger: Ledger,
  command: FundCommand,
): Promise<Pick<FundContext, 'aligned'>> {
  if (command.command !== 'close-year') return {};
  const found = await Promise.all(
    command.aligned.map((id) =>
      ledger.read(streamOf('fund', id), fundDecider, (state) =>
        alignedVariance(state, id, command),
      ),
    ),
  );
  return { aligned: found.filter((one) => one !== undefined) };
}
