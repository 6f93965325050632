import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import { inForceOn } from '#libs/funding/delegation/delegation.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { hostedOn } from '#libs/funding/fund/hosting.js';
import type { Agreements } from '#libs/funding/fund/move-authority.js';
import { delegationDecider, fundDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** The schemes of delegation by which a fund judges who decided. */
export async function fromDelegations(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
  agreements: Agreements,
): Promise<Pick<FundContext, 'delegations' | 'fund'>> {
  const organisations = await whoDecide(ledger, fund, command, agreements);
  if (organisations.length === 0) return {};
  const read = organisations.map((organisation) =>
    ledger.read(streamOf('delegation', organisation), delegationDecider, (state) => state),
  );
  return { fund, delegations: await Promise.all(read) };
}

/** Whether the scheme of the fund's host that is in force says who may vary an award. */
export async function judgesVariations(ledger: Ledger, fund: string): Promise<boolean> {
  const host = await hostOf(ledger, fund);
  if (host === undefined) return false;
  const today = londonDay(ledger.now());
  return ledger.read(streamOf('delegation', host), delegationDecider, (state) => {
    const powers = inForceOn(state, today)?.powers ?? [];
    return powers.some(({ decisions }) => decisions.includes('contract-variation'));
  });
}

async function whoDecide(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
  agreements: Agreements,
): Promise<readonly string[]> {
  switch (command.command) {
    case 'reserve-move':
      return command.organisations;
    case 'allocate-budget':
    case 'allocate-by-formula':
    case 'cover-overspend':
    case 'reprofile-held-money':
    case 'return-held-money':
    case 'record-permission':
    case 'reopen-period':
    case 'reserve-commitment':
    case 'reserve-change':
    case 'approve-decision':
      return [(await hostOf(ledger, fund)) ?? []].flat();
    case 'recode-spending':
    case 'recode-payments':
    case 'propose-recoding':
    case 'approve-recoding': {
      const host = await hostOf(ledger, fund);
      const { agreement, agreementToday } = agreements;
      const partners = [agreement, agreementToday].map((one) => one?.partners ?? []);
      return [...new Set([host ?? [], partners].flat(2))];
    }
    default:
      return [];
  }
}

const hostOf = (ledger: Ledger, fund: string): Promise<string | undefined> =>
  ledger.read(
    streamOf('fund', fund),
    fundDecider,
    (state) => hostedOn(state, londonDay(ledger.now()))?.host,
  );
