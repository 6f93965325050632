import type { FundCommand } from '#contracts/commands/fund.js';
import type { ProposedRecoding } from '#contracts/commands/fund/recoding.js';
import { streamOf } from '#contracts/events/all.js';
import { awardInForce } from '#libs/funding/award/in-force.js';
import { fundsOfAward, type Award } from '#libs/funding/award/award.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import type { Fund } from '#libs/funding/fund/fund.js';
import type { StageClaim } from '#libs/funding/outcome/claims.js';
import { retainedOf } from '#libs/funding/fund/retention.js';
import { sumPence } from '#libs/money/pence.js';
import { awardDecider, fundDecider } from './deciders.js';
import type { Ledger } from './ledger.js';
import { identifiersOf } from './one-body.js';

/** What a fund's command needs to know of the terms of the award that it pays on, as recorded by now. */
export async function fromAwards(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
  claim?: Pick<StageClaim, 'award'>,
): Promise<Pick<FundContext, 'ofAward'>> {
  if (!needing.has(command.command)) return {};
  const paid = await ledger.read(streamOf('fund', fund), fundDecider, (state) => {
    const award =
      command.command === 'verify-stage-payment' ? claim?.award : awardAsked(state, command);
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

/** The identifiers by which the provider of the award that a command is on may be named in it. */
export async function bodyOfAward(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
): Promise<Pick<FundContext, 'oneBody'>> {
  if (!onAward.has(command.command)) return {};
  const { provider, stated } = await ledger.read(streamOf('fund', fund), fundDecider, (state) => {
    const award = awardAsked(state, command);
    const own = award === undefined ? undefined : state.commitments.get(award)?.provider;
    return { provider: own, stated: providerNamed(state, command) };
  });
  return provider === undefined || provider === stated
    ? {}
    : { oneBody: await identifiersOf(ledger, provider, stated) };
}

const onAward: ReadonlySet<FundCommand['command']> = new Set([
  'accrue-expenditure',
  'claim-expenditure',
  'verify-expenditure',
  'record-payment',
  'pay-advance',
  'recode-spending',
  'recode-payments',
  'propose-recoding',
  'rehearse-recoding',
  'approve-recoding',
] as const);

const needing: ReadonlySet<FundCommand['command']> = new Set([
  'pay-expenditure',
  'pay-on-behalf',
  'pay-advance',
  'verify-expenditure',
  'claim-expenditure',
  'record-payment',
  'verify-stage-payment',
  'recode-spending',
  'recode-payments',
  'propose-recoding',
  'rehearse-recoding',
  'approve-recoding',
] as const);

/** The award on which a command pays, or under which it puts what was spent. */
function awardAsked(fund: Fund, command: FundCommand | ProposedRecoding): string | undefined {
  switch (command.command) {
    case 'pay-expenditure':
    case 'pay-on-behalf':
      return fund.expenditures.get(command.expenditure)?.award;
    case 'pay-advance':
    case 'accrue-expenditure':
    case 'verify-expenditure':
    case 'claim-expenditure':
    case 'record-payment':
    case 'recode-spending':
      return command.award;
    case 'recode-payments':
      return command.to.award;
    default: {
      const recoding = recodingAsked(fund, command);
      return recoding && awardAsked(fund, recoding);
    }
  }
}

/** Who spent it by what the command says, or by what it recodes; undefined where it names nobody. */
function providerNamed(fund: Fund, command: FundCommand | ProposedRecoding): string | undefined {
  if ('provider' in command) return command.provider;
  if (command.command === 'recode-spending')
    return fund.expenditures.get(command.corrects)?.provider;
  const recoding = recodingAsked(fund, command);
  return recoding && providerNamed(fund, recoding);
}

/** The recoding that a proposal, or an approval of one, is about. */
function recodingAsked(
  fund: Fund,
  command: FundCommand | ProposedRecoding,
): ProposedRecoding | undefined {
  if (command.command === 'propose-recoding') return command.recoding;
  return command.command === 'approve-recoding' || command.command === 'rehearse-recoding'
    ? fund.recodingProposals.get(command.proposal)?.recoding
    : undefined;
}
