import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import { inForceOn } from '#libs/funding/delegation/delegation.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { hostedOn } from '#libs/funding/fund/hosting.js';
import { partnersAsked, type Agreements } from '#libs/funding/fund/joint-decisions.js';
import { agreementsOf } from './agreement-of.js';
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

/** Whether each partner varies an award, or the scheme of the fund's host in force says who may. */
export async function judgesVariations(
  ledger: Ledger,
  fund: string,
  effective: string,
): Promise<boolean> {
  const ofTerms = { decision: 'contract-variation', amount: '0.00' } as const;
  if (partnersAsked(await agreementsOf(ledger, fund, effective), ofTerms).length > 0) return true;
  const host = await hostOf(ledger, fund);
  if (host === undefined) return false;
  const today = londonDay(ledger.now());
  return ledger.read(streamOf('delegation', host), delegationDecider, (state) => {
    const powers = inForceOn(state, today)?.powers ?? [];
    return powers.some(({ decisions }) => decisions.includes('contract-variation'));
  });
}

/** What offices are asked for, of a fund: each is judged by a scheme of delegation where one says so. */
const decided: ReadonlySet<FundCommand['command']> = new Set<FundCommand['command']>([
  'open-scheme',
  'describe-scheme',
  'allocate-budget',
  'allocate-by-formula',
  'cover-overspend',
  'reprofile-held-money',
  'return-held-money',
  'record-permission',
  'reopen-period',
  'reserve-commitment',
  'reserve-change',
  'reserve-move',
  'recode-spending',
  'recode-payments',
  'propose-recoding',
  'approve-recoding',
  'approve-decision',
]);
export const isDecidedByOffices = ({ command }: FundCommand): boolean => decided.has(command);

async function whoDecide(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
  { agreement, agreementToday }: Agreements,
): Promise<readonly string[]> {
  if (command.command === 'reserve-move') return command.organisations;
  if (!isDecidedByOffices(command)) return [];
  const partners = [agreement ?? [], agreementToday ?? []]
    .flat()
    .filter(({ terms }) => terms.eachPartnerDecides.length > 0)
    .flatMap((inForce) => inForce.partners);
  return [...new Set([(await hostOf(ledger, fund)) ?? [], partners].flat())];
}

const hostOf = (ledger: Ledger, fund: string): Promise<string | undefined> =>
  ledger.read(
    streamOf('fund', fund),
    fundDecider,
    (state) => hostedOn(state, londonDay(ledger.now()))?.host,
  );
