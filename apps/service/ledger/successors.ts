import { streamOf } from '#contracts/events/all.js';
import { followed, type Succession } from '#libs/funding/organisation/followed.js';
import { organisationDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** Who stands for an organisation on a day, as its stream and those of its successors say. */
export async function successorsOf(
  ledger: Ledger,
  organisation: string,
  day: string,
): Promise<string[]> {
  const successions = new Map<string, Succession | undefined>();
  const seen = new Set([organisation]);
  for (const one of seen) {
    const stream = streamOf('organisation', one);
    const succession = await ledger.read(stream, organisationDecider, (state) => state.succession);
    successions.set(one, succession);
    for (const successor of succession?.by ?? []) seen.add(successor);
  }
  return followed(organisation, day, (one) => successions.get(one));
}
