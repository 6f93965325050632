import type { ringFenceEvents } from '#contracts/events/fund/ring-fences.js';
import type { EventOf } from '#contracts/events/all.js';
import type { Fund, RingFence } from '../fund.js';
import { changesNoTerms, must, type EvolutionBy } from './evolution.js';

export const ringFenceEvolution: EvolutionBy<typeof ringFenceEvents> = {
  RingFenceDefined: inForce,
  RingFenceChanged: inForce,
  RingFenceEnded: (fund, { data, effective }) => {
    const last = must(
      fund.ringFences.get(data.ringFence)?.at(-1),
      `the ring-fence ${data.ringFence}`,
    );
    addVersion(fund, { ...last, since: effective, ended: true });
  },
  ShareLimitSet: (fund, { data, effective }) => {
    const before = fund.shareLimits.get(data.limit) ?? [];
    fund.shareLimits.set(data.limit, [...before, { ...data, since: effective }]);
  },
  MatchFundingRecorded: changesNoTerms,
};

function inForce(
  fund: Fund,
  { data, effective }: EventOf<'RingFenceDefined'> | EventOf<'RingFenceChanged'>,
): void {
  addVersion(fund, { ...data, since: effective, ended: false });
}

function addVersion(fund: Fund, fence: RingFence): void {
  const before = fund.ringFences.get(fence.ringFence) ?? [];
  fund.ringFences.set(fence.ringFence, [...before, fence]);
}
