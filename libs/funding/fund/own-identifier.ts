import type { FundCommand } from '#contracts/commands/fund.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';

/**
 * A provider may send its invoice as the company and hold its award as the charity. Spending that
 * names another identifier of the award's own provider is recorded under the one that the award has,
 * for what is promised to one is matched by what that one spent.
 */
export function underOwnIdentifier(
  fund: Fund,
  command: FundCommand,
  { oneBody }: FundContext,
): FundCommand {
  switch (command.command) {
    case 'accrue-expenditure':
    case 'claim-expenditure':
    case 'verify-expenditure':
    case 'record-payment':
    case 'pay-advance': {
      const provider = ownIdentifier(fund, command.award, command.provider, oneBody);
      return provider === command.provider ? command : { ...command, provider };
    }
    default:
      return command;
  }
}

/** How a provider is known where an award is charged: as the award has it, where both are one body. */
export function ownIdentifier(
  fund: Fund,
  award: string | undefined,
  provider: string,
  oneBody: FundContext['oneBody'],
): string {
  const own = award === undefined ? undefined : fund.commitments.get(award)?.provider;
  return own !== undefined && oneBody?.has(provider) ? own : provider;
}
