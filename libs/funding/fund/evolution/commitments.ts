import type { commitmentEvents } from '#contracts/events/fund/commitments.js';
import type { Commitment, Fund } from '../fund.js';
import { must, type EvolutionBy } from './evolution.js';

export const commitmentEvolution: EvolutionBy<typeof commitmentEvents> = {
  CommitmentReserved: (fund, { data }) => {
    fund.commitments.set(data.award, { ...data, state: 'reserved' });
  },
  CommitmentConfirmed: (fund, { data }) => {
    commitmentOf(fund, data.award).state = 'committed';
  },
  CommitmentReleased: (fund, { data }) => {
    if (data.from === 'reserved') commitmentOf(fund, data.award).state = 'lapsed';
  },
};

const commitmentOf = (fund: Fund, id: string): Commitment =>
  must(fund.commitments.get(id), `the commitment to ${id}`);
