import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import { awardInForce } from '#libs/funding/award/in-force.js';
import { fundsOfAward, type Award } from '#libs/funding/award/award.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { retainedOf } from '#libs/funding/fund/retention.js';
import { sumPence } from '#libs/money/pence.js';
import { awardDecider, fundDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** What a fund's command needs to know of the terms of the award that it pays on, as recorded by now. */
export async function fromAwards(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
): Promise<Pick<FundContext, 'ofAward'>> {
  const asks =
    command.command === 'pay-expenditure' || command.command === 'pay-on-behalf'
      ? { expenditure: command.expenditure }
      : command.command === 'pay-advance' ||
          command.command === 'verify-expenditure' ||
          command.command === 'claim-expenditure' ||
          command.command === 'record-payment'
        ? { award: command.award }
        : undefined;
  if (!asks) return {};
  const paid = await ledger.read(streamOf('fund', fund), fundDecider, (state) => {
    const award =
      asks.award ??
      (asks.expenditure === undefined
        ? undefined
        : state.expenditures.get(asks.expenditure)?.award);
    const commitment = award === undefined ? undefined : state.commitments.get(award);
    return award !== undefined && commitment ? { award, kind: commitment.kind } : undefined;
  });
  if (!paid) return {};
  const award = await ledger.read(
    streamOf(paid.kind, paid.award),
    awardDecider,
    (state): Award => state,
  );
  const others = fundsOfAward(award).filter((other) => other !== fund);
  const retained = await Promise.all(
    others.map((other) =>
      ledger.read(streamOf('fund', other), fundDecider, (state) => retainedOf(state, paid.award)),
    ),
  );
  return { ofAward: awardInForce(paid.award, award, fund, sumPence(retained)) };
}
