import type { delegationEvents, DelegationTerms } from '#contracts/events/delegation.js';
import { idOf, type EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy } from './change.js';

export interface DelegationFacts {
  /** The scheme of delegation of one organisation; identified by it. */
  delegation: {
    title: string;
    evidence: string;
    state: 'in force' | 'revoked';
    powers: DelegationTerms['powers'];
    heads: DelegationTerms['heads'];
    bases: DelegationTerms['bases'];
  };
}

const stated = (
  event: EventOf<'DelegationAdopted'> | EventOf<'DelegationRevised'>,
): FactChange[] => [
  change(event, 'delegation', idOf(event.stream), { ...event.data, state: 'in force' }),
];

export const delegationFacts: FactsBy<typeof delegationEvents> = {
  DelegationAdopted: stated,
  DelegationRevised: stated,
  DelegationRevoked: (event) => [
    change(event, 'delegation', idOf(event.stream), {
      state: 'revoked',
      evidence: event.data.evidence,
    }),
  ],
};
