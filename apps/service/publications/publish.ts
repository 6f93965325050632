import type { FundCommandOf } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import { decideFund } from '#libs/funding/fund/decide.js';
import { nextPublication } from '#libs/funding/fund/publication.js';
import { unpublishedOf } from '#projections/publication/unpublished.js';
import type { Reading } from '#projections/reading/reading.js';
import { fundDecider } from '../ledger/deciders.js';
import type { Asking, Ledger, Outcome } from '../ledger/ledger.js';

/** Reads what is in no publication yet, and lets the fund decide by its policy what of it is public. */
export async function publish(
  ledger: Ledger,
  reading: Reading,
  asking: Asking,
  fund: string,
  command: FundCommandOf<'publish'>,
  expectedRevision: number | undefined,
): Promise<Outcome> {
  const stream = streamOf('fund', fund);
  const next = await ledger.read(stream, fundDecider, nextPublication);
  // Without a policy, or up to a day that is past, there is nothing to read: the decision says so.
  const unpublished =
    next &&
    next.earliest <= command.until &&
    (await unpublishedOf(reading, fund, { ...next, until: command.until }));
  return ledger.execute(asking, {
    stream,
    decider: fundDecider,
    expectedRevision,
    decide: (state, circumstances) =>
      decideFund(state, command, {
        ...circumstances,
        agreement: undefined,
        ...(unpublished ? { unpublished } : {}),
      }),
  });
}
