import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import type { AgreementInForce } from '#libs/funding/agreement/in-force.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { delegationDecider, fundDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** The schemes of delegation by which a fund judges who decided. */
export async function fromDelegations(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
  agreement: AgreementInForce | undefined,
): Promise<Pick<FundContext, 'delegations' | 'fund'>> {
  const organisations = await whoDecide(ledger, fund, command, agreement);
  if (organisations.length === 0) return {};
  const read = organisations.map((organisation) =>
    ledger.read(streamOf('delegation', organisation), delegationDecider, (state) => state),
  );
  return { fund, delegations: await Promise.all(read) };
}

async function whoDecide(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
  agreement: AgreementInForce | undefined,
): Promise<readonly string[]> {
  switch (command.command) {
    case 'reserve-move':
      return command.organisations;
    case 'allocate-budget':
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
      return [...new Set([host ?? [], agreement?.terms.partners ?? []].flat())];
    }
    default:
      return [];
  }
}

const hostOf = (ledger: Ledger, fund: string): Promise<string | undefined> =>
  ledger.read(streamOf('fund', fund), fundDecider, ({ terms }) => terms?.host);
