import type { FundEvent } from '#contracts/events/fund.js';
import type { Account } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { lastDayOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { poolsNothing, sharesAligned, type AgreementInForce } from '../agreement/in-force.js';
import type { Decision } from '../decision.js';
import type { FundContext } from './deciders.js';

/** All that an owner's own money can be: its income, its cost, and what of them is in kind. */
const itsOwners: ReadonlySet<Account> = new Set<Account>([
  'cash:income:contribution',
  'cash:expenditure',
  'cash:income:in-kind',
  'cash:expenditure:in-kind',
]);

/** Owed and owing between partners, where the agreement shares the variance of aligned money too. */
const shared: ReadonlySet<Account> = new Set<Account>(['cash:transfer', 'cash:settlement']);

/**
 * Whether a decision of an aligned fund would make its money cash of a pool: held, owed to or by a
 * host (rules 6 and 18). Judged by what it would post, so that no command is forgotten.
 */
export const crossesIntoPool = (
  { events = [] }: Decision<FundEvent>,
  agreement: AgreementInForce | undefined,
): boolean =>
  events
    .flatMap((event) => postings({ ...event, stream: 'fund-aligned' }))
    .some(
      ({ on: { account } }) =>
        account.startsWith('cash:') &&
        !itsOwners.has(account) &&
        !(agreement && sharesAligned(agreement.terms) && shared.has(account)),
    );

/** What puts a pool under an agreement, or more money into it. What is in it already is settled. */
const pools: ReadonlySet<FundEvent['type']> = new Set<FundEvent['type']>([
  'FundEstablished',
  'HostingChanged',
  'ContributionPledged',
  'ContributionRolledForward',
]);

/**
 * Money of an agreement that is central-led and aligned stays with its owners (rule 18). What is given
 * now for the time since it became so is no other for being dated before.
 */
export function poolsWhatIsAligned(
  kind: string | undefined,
  { events = [] }: Decision<FundEvent>,
  { agreement, agreementToday: now }: Pick<FundContext, 'agreement' | 'agreementToday'>,
): Refusal | undefined {
  if (kind !== 'pooled') return undefined;
  const pooled = events.filter(({ type }) => pools.has(type));
  const since = pooled.some(
    ({ data }) => now !== undefined && 'year' in data && lastDayOf(data.year) >= now.since,
  );
  const barring = [pooled.length > 0 ? agreement : undefined, since ? now : undefined].find(
    (one) => one && poolsNothing(one.terms),
  );
  return (
    barring && refusal('nothing-pooled', { agreement: barring.agreement, ruleDate: barring.since })
  );
}
