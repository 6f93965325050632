import type { commitmentChangeEvents } from '#contracts/events/fund/commitment-changes.js';
import { addCostLines, costLinesMoved, linesIn, negatedLines } from '../cost-lines.js';
import type { Commitment } from '../fund.js';
import { decidedNoMore } from './authority.js';
import { commitmentOf } from './commitments.js';
import { changesNoTerms, type EvolutionBy } from './evolution.js';

export const commitmentChangeEvolution: EvolutionBy<typeof commitmentChangeEvents> = {
  CommitmentChangeReserved: (fund, { data }) => {
    const { award, kind, provider } = data;
    const commitment: Commitment = fund.commitments.get(award) ?? {
      kind,
      provider,
      state: 'lapsed',
      lines: [],
      relatesTo: new Map(),
      costShares: [],
      costLines: new Map(),
      costLinesBefore: new Map(),
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
    if (commitment.provider === data.from) {
      addCostLines(commitment.costLinesBefore, linesIn(commitment.costLines));
      commitment.costLines.clear();
    }
    commitment.provider = data.to;
    commitment.novatedBy = data.change;
    addCostLines(commitment.costLinesBefore, negatedLines(data.costLines));
    addCostLines(commitment.costLines, data.costLines);
  },
  // Only money passes: who has the award stays the same.
  CommitmentPassedBack: changesNoTerms,
  CostLinesFollowed: (fund, { data }) =>
    addCostLines(commitmentOf(fund, data.award).costLines, data.costLines),
  CostLinesMoved: (fund, { data }) =>
    addCostLines(commitmentOf(fund, data.award).costLines, costLinesMoved([data])),
};
