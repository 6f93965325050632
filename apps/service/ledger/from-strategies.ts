import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { inForceOn } from '#libs/funding/strategy/strategy.js';
import { strategyDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** Which of the strategies that a fund's command names are in force on its day. */
export async function fromStrategies(
  ledger: Ledger,
  command: FundCommand,
): Promise<Pick<FundContext, 'strategiesInForce'>> {
  if (command.command !== 'state-served-strategies') return {};
  const { strategies, effective } = command;
  const found = await Promise.all(
    strategies.map((strategy) =>
      ledger.read(streamOf('strategy', strategy), strategyDecider, ({ versions }) =>
        inForceOn(versions, effective) ? [strategy] : [],
      ),
    ),
  );
  return { strategiesInForce: new Set(found.flat()) };
}
