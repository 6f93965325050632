import type { ContractCommandOf } from '#contracts/commands/award/contract.js';
import { streamOf } from '#contracts/events/all.js';
import type { GrantCommandOf } from '#contracts/commands/award/grant.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import { hostedOn } from '#libs/funding/fund/hosting.js';
import { followed, type Succession } from '#libs/funding/organisation/followed.js';
import { hostingsOf } from './agreement-of.js';
import { awardDecider, organisationDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** Who stands for an organisation on a day, as its stream and those of its successors say. */
async function successorsOf(ledger: Ledger, organisation: string, day: string): Promise<string[]> {
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

/** An award that goes over by succession goes to one who stands in its provider's place. */
export async function notASuccessor(
  ledger: Ledger,
  stream: string,
  { cause, to, effective }: ContractCommandOf<'novate-contract'> | GrantCommandOf<'novate-grant'>,
): Promise<Refusal | undefined> {
  if (cause !== 'succession') return undefined;
  const organisation = await ledger.read(stream, awardDecider, (award) =>
    award.outcome === 'awarded' ? award.provider : undefined,
  );
  return organisation === undefined ? undefined : notInPlaceOf(ledger, organisation, to, effective);
}

/** A fund that goes over by succession goes to one who stands in its host's place. */
export async function hostNotASuccessor(
  ledger: Ledger,
  fund: string,
  { cause, host: to, effective }: FundCommandOf<'change-hosting'>,
): Promise<Refusal | undefined> {
  if (cause !== 'succession' || to === undefined) return undefined;
  const before = hostedOn(await hostingsOf(ledger, fund), effective);
  return before === undefined || before.host === to
    ? undefined
    : notInPlaceOf(ledger, before.host, to, effective);
}

async function notInPlaceOf(
  ledger: Ledger,
  organisation: string,
  to: string,
  effective: string,
): Promise<Refusal | undefined> {
  const standing = await successorsOf(ledger, organisation, effective);
  return standing.includes(to)
    ? undefined
    : refusal('not-a-successor', {
        organisation,
        to,
        day: effective,
        followed: standing.join(' and '),
      });
}
