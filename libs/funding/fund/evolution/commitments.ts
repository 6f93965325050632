import type { commitmentEvents } from '#contracts/events/fund/commitments.js';
import { yearOf } from '#contracts/financial-year.js';
import { addCostLines } from '../cost-lines.js';
import type { Commitment, Fund } from '../fund.js';
import { decidedNoMore } from './authority.js';
import { must, type EvolutionBy } from './evolution.js';

export const commitmentEvolution: EvolutionBy<typeof commitmentEvents> = {
  CommitmentReserved: (fund, { data }) => {
    const { kind, provider, lines, costShares } = data;
    fund.commitments.set(data.award, {
      kind,
      provider,
      state: 'reserved',
      lines: lines.map((line) => ({ ...line, year: yearOf(line.period) })),
      relatesTo: new Map(lines.map(({ period, year }) => [yearOf(period), year])),
      costShares,
      costLines: new Map(),
      costLinesBefore: new Map(),
      change: undefined,
      changes: new Set(),
    });
  },
  CommitmentConfirmed: (fund, { data }) => {
    const commitment = commitmentOf(fund, data.award);
    commitment.state = 'committed';
    addCostLines(commitment.costLines, data.costLines);
  },
  CommitmentReleased: (fund, { data }) => {
    const commitment = commitmentOf(fund, data.award);
    addCostLines(commitment.costLines, data.costLines);
    if (data.from !== 'reserved') return;
    commitment.state = 'lapsed';
    decidedNoMore(fund, data.award);
  },
};

export const commitmentOf = (fund: Fund, id: string): Commitment =>
  must(fund.commitments.get(id), `the commitment to ${id}`);
