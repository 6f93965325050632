import type { commitmentChangeEvents } from '#contracts/events/fund/commitment-changes.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import { addCostLines } from '../cost-lines.js';
import type { Commitment, Fund } from '../fund.js';
import { decidedNoMore } from './authority.js';
import { must, type EvolutionBy } from './evolution.js';

export const commitmentChangeEvolution: EvolutionBy<typeof commitmentChangeEvents> = {
  CommitmentChangeReserved: (fund, { data }) => {
    const { award, kind, provider } = data;
    const commitment: Commitment = fund.commitments.get(award) ?? {
      kind,
      provider,
      state: 'lapsed',
      lines: [],
      relatesTo: new Map(),
      costLines: new Map(),
      change: undefined,
      changes: new Set(),
    };
    fund.commitments.set(award, commitment);
    commitment.change = data;
    commitment.changes.add(data.change);
  },
  CommitmentChangeConfirmed: (fund, { data }) => {
    const commitment = commitmentOf(fund, data.award);
    commitment.state = 'committed';
    commitment.provider = data.provider;
    commitment.change = undefined;
    commitment.lines.push(...data.adds);
    addCostLines(commitment.costLines, data.costLines);
  },
  CommitmentChangeReleased: (fund, { data }) => {
    commitmentOf(fund, data.award).change = undefined;
    decidedNoMore(fund, `${data.award}/${data.change}`);
  },
  CommitmentNovated: (fund, { data }) => {
    const commitment = commitmentOf(fund, data.award);
    // What follows later, after corrections, adds to what passed then.
    if (commitment.provider === data.from) commitment.costLines.clear();
    commitment.provider = data.to;
    commitment.novatedBy = data.change;
    addCostLines(commitment.costLines, data.costLines);
  },
  CostLinesFollowed: (fund, { data }) =>
    addCostLines(commitmentOf(fund, data.award).costLines, data.costLines),
  CostLinesMoved: (fund, { data }) => {
    const { year, from, to, amount } = data;
    addCostLines(commitmentOf(fund, data.award).costLines, [
      { year, category: from, amount: formatPence(-parsePence(amount)) },
      { year, category: to, amount },
    ]);
  },
};

const commitmentOf = (fund: Fund, id: string): Commitment =>
  must(fund.commitments.get(id), `the commitment to ${id}`);
