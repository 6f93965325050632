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
import { awardDecider, fundDecider, organisationDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

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

/**
 * The identifiers of the provider of the award that a command is on, as its own registration has them;
 * the one that the command names too, where its registration shares any of them.
 */
export async function bodyOfAward(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
): Promise<Pick<FundContext, 'oneBody'>> {
  const provider = await ledger.read(streamOf('fund', fund), fundDecider, (state) => {
    const award = onAward.has(command.command) ? awardAsked(state, command) : undefined;
    return award === undefined ? undefined : state.commitments.get(award)?.provider;
  });
  const stated = 'provider' in command ? command.provider : undefined;
  if (provider === undefined || provider === stated) return {};
  const known = async (id: string): Promise<Set<string>> =>
    ledger.read(
      streamOf('organisation', id),
      organisationDecider,
      ({ identifiers }) => new Set([id, ...identifiers]),
    );
  const oneBody = await known(provider);
  if (stated === undefined || oneBody.has(stated)) return { oneBody };
  const shared = [...(await known(stated))].some((one) => oneBody.has(one));
  return { oneBody: shared ? oneBody.add(stated) : oneBody };
}

const onAward: ReadonlySet<FundCommand['command']> = new Set([
  'accrue-expenditure',
  'claim-expenditure',
  'verify-expenditure',
  'record-payment',
  'pay-advance',
  'recode-payments',
  'propose-recoding',
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
    case 'propose-recoding':
      return awardAsked(fund, command.recoding);
    case 'approve-recoding': {
      const proposal = fund.recodingProposals.get(command.proposal);
      return proposal && awardAsked(fund, proposal.recoding);
    }
    default:
      return undefined;
  }
}
