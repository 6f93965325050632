import type { sourceEvents } from '#contracts/events/fund/sources.js';
import { parsePence } from '#libs/money/pence.js';
import { unsettled } from './contributions.js';
import { must, type EvolutionBy } from './evolution.js';

export const sourceEvolution: EvolutionBy<typeof sourceEvents> = {
  SourceTransferred: (fund, { data }) => {
    const source = must(fund.sources.get(data.source), `the source ${data.source}`);
    fund.sources.set(data.source, { ...source, organisation: data.to });
  },
  SourcesMerged: (fund, { data, effective }) => {
    for (const source of data.sources)
      fund.mergedSources.set(source, { into: data.into, since: effective });
  },
  ContributionRolledForward: (fund, { data }) => {
    const { contribution, source, power, year, nature, form, instalments } = data;
    fund.contributions.set(contribution, {
      ...{ contribution, source, power, year, nature, form },
      recurrent: true,
      certainty: 'expected',
      subjectToBudget: false,
      amount: parsePence(data.amount),
      conditions: new Map(),
      instalments: new Map(instalments.map((due) => [due.instalment, unsettled(due)])),
    });
  },
};
