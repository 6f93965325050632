import type { commitmentChangeEvents } from '#contracts/events/fund/commitment-changes.js';
import type { PromiseOverride } from '#contracts/events/fund/shapes.js';
import { streamOf, type EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, overBudget, saysNothing, type FactsBy, type Numbered } from './change.js';
import { fallsDue, fallsDueNoMore } from './due.js';

export interface CommitmentChangeFacts {
  /** A change of an award in a fund; identified by `<award>/<change>`. */
  'commitment-change': {
    award: string;
    kind: string;
    change: string;
    provider: string;
    state: 'reserved' | 'confirmed' | 'released';
    expires: string;
    /** By whom and why it goes beyond what there is; absent where it does not, or is obliged. */
    override?: PromiseOverride;
  };
}

function changeReserved(event: Numbered<EventOf<'CommitmentChangeReserved'>>): FactChange[] {
  const { award, change: of, kind, provider, expires, override } = event.data;
  const beyond = override ? { override } : {};
  const reserved = {
    ...{ award, kind, change: of, provider, expires, state: 'reserved' as const },
    ...beyond,
  };
  return [
    change(event, 'commitment-change', `${award}/${of}`, reserved, provider),
    fallsDue(event, 'change-expires', `${award}/${of}`, expires, streamOf(kind, award)),
    ...overBudget(event, event.data),
  ];
}

/** An award that a change brought into the fund is committed here from now on. */
function changeConfirmed(event: EventOf<'CommitmentChangeConfirmed'>): FactChange[] {
  const { award, change: of, kind, provider } = event.data;
  return [
    change(event, 'commitment-change', `${award}/${of}`, { state: 'confirmed' }, provider),
    fallsDueNoMore(event, 'change-expires', `${award}/${of}`),
    change(event, 'commitment', award, { state: 'committed', kind, provider }, provider),
  ];
}

function changeReleased(event: EventOf<'CommitmentChangeReleased'>): FactChange[] {
  const { award, change: of, provider } = event.data;
  return [
    change(event, 'commitment-change', `${award}/${of}`, { state: 'released' }, provider),
    fallsDueNoMore(event, 'change-expires', `${award}/${of}`),
  ];
}

function novated(event: EventOf<'CommitmentNovated'>): FactChange[] {
  const { award, to } = event.data;
  return [change(event, 'commitment', award, { provider: to }, to)];
}

export const commitmentChangeFacts: FactsBy<typeof commitmentChangeEvents> = {
  CommitmentChangeReserved: changeReserved,
  CommitmentChangeConfirmed: changeConfirmed,
  CommitmentChangeReleased: changeReleased,
  CommitmentNovated: novated,
  CommitmentPassedBack: saysNothing,
  CostLinesMoved: saysNothing,
  CostLinesFollowed: saysNothing,
};
