import type { FundCommand } from '#contracts/commands/fund.js';
import { delegationCommands } from '#contracts/commands/delegation.js';
import type { ToDecide } from '#contracts/events/fund/authority.js';
import { DelegationAdopted } from '#contracts/events/delegation.js';
import {
  evolveDelegation,
  newDelegation,
  type Delegation,
} from '#libs/funding/delegation/delegation.js';
import { after, command, on, tell, untold, type Told } from './given.js';
import { allocate, funded } from './small-fund.js';

export const host = 'council';
export const day = '2026-06-01';
/** The host's scheme of delegation, as it was adopted. */
export const schemeOf = (powers: readonly object[]): Delegation =>
  evolveDelegation(newDelegation(), {
    ...DelegationAdopted.of(
      '2026-04-01',
      delegationCommands['adopt-delegation'].parse({
        title: 'Scheme of delegation',
        evidence: 'Resolution',
        powers,
      }),
    ),
    stream: `delegation-${host}`,
  });
export const adopted = (decisions: readonly string[]): Delegation =>
  schemeOf(
    [
      { office: 'manager', limit: '5.00', decides: 'alone', cumulative: { amount: '6.00' } },
      { office: 'director', limit: '50.00', recurrent: true },
      { office: 'deputy', limit: '50.00', decides: 'with-second', seconds: ['clerk'] },
    ].map((power) => ({ power: power.office, decisions, ...power })),
  );

export const as = (
  fund: Told,
  asked: FundCommand,
  office: string,
  actor = office,
  organisation = host,
): ReturnType<typeof tell> => tell(fund, asked, { ...on(day), office, actor, organisation });
export const types = ({ events = [] }: ReturnType<typeof tell>): string[] =>
  events.map(({ type }) => type);
export const under = (decisions: readonly string[], before = funded): Told => ({
  ...after(untold(), before),
  delegations: [adopted(decisions)],
});

export const beyond = (amount: string): FundCommand =>
  allocate('navigators', 'council', amount, { override: { authority: 'Cabinet', reason: 'Now' } });
/** An approval of exactly what a refusal says was asked. */
export const approve = (asks: unknown, until = '2026-06-30'): FundCommand =>
  command('approve-decision', { ...(asks as ToDecide), until }, day);
export const asksOf = (fund: Told, asked: FundCommand): unknown =>
  as(fund, asked, 'buyer').refused?.facts['asks'];
