import type { delegationEvents, DelegationTerms } from '#contracts/events/delegation.js';
import { idOf, type EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy, type Numbered } from './change.js';

export interface DelegationFacts {
  /** The scheme of delegation of one organisation; identified by it. */
  delegation: {
    title: string;
    evidence: string;
    state: 'in force' | 'revoked';
    /** Of the event of its stream that states it: decisions name it. */
    revision: number;
    powers: DelegationTerms['powers'];
    heads: DelegationTerms['heads'];
    bases: DelegationTerms['bases'];
  };
}

const stated = (
  event: Numbered<EventOf<'DelegationAdopted'> | EventOf<'DelegationRevised'>>,
): FactChange[] => {
  const { revision, data } = event;
  const scheme = { ...data, state: 'in force', revision } as const;
  return [change(event, 'delegation', idOf(event.stream), scheme)];
};

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
