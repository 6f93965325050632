import type { contributionEvents } from '#contracts/events/fund/contributions.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { Contribution, Fund, InstalmentState } from '../fund.js';
import { changesNoTerms, must, type EvolutionBy } from './evolution.js';

export const contributionEvolution: EvolutionBy<typeof contributionEvents> = {
  ContributionPledged: (fund, { data }) => {
    fund.contributions.set(data.contribution, {
      ...data,
      amount: parsePence(data.amount),
      subjectToBudget: false,
      conditions: new Map(),
      instalments: new Map(data.instalments.map((due) => [due.instalment, unsettled(due)])),
    });
  },
  ContributionMadeSubjectToBudget: (fund, { data }) => {
    contributionOf(fund, data.contribution).subjectToBudget = true;
  },
  AnnualBudgetResolved: (fund, { data }) => {
    contributionOf(fund, data.contribution).subjectToBudget = false;
  },
  ContributionConfirmed: (fund, { data }) => {
    const confirmed = contributionOf(fund, data.contribution);
    confirmed.certainty = 'confirmed';
    for (const { condition } of data.conditions) confirmed.conditions.set(condition, 'open');
  },
  ContributionConditionMet: (fund, { data }) => {
    contributionOf(fund, data.contribution).conditions.set(data.condition, 'met');
  },
  ContributionConditionNotMet: (fund, { data }) => {
    contributionOf(fund, data.contribution).conditions.set(data.condition, 'not met');
  },
  ContributionScheduled: (fund, { data }) => {
    const { instalments } = contributionOf(fund, data.contribution);
    for (const { instalment } of data.replaced) instalments.delete(instalment);
    for (const due of data.instalments) instalments.set(due.instalment, unsettled(due));
  },
  InstalmentInvoiced: (fund, { data }) => {
    instalmentOf(fund, data).invoiced += parsePence(data.amount);
  },
  InstalmentReceived: (fund, { data }) => {
    const instalment = instalmentOf(fund, data);
    instalment.received += parsePence(data.amount);
    instalment.settled += parsePence(data.invoiced);
  },
  InKindProvided: (fund, { data }) => {
    noteInKind(fund, data.contribution, parsePence(data.amount));
  },
  InKindBeyondPledge: changesNoTerms,
  OtherIncomeRecorded: (fund, { data }) => {
    fund.incomes.add(data.income);
  },
};

/** Below zero: it was recorded by mistake. */
export const noteInKind = ({ givenInKind }: Fund, contribution: string, pence: Pence): void => {
  givenInKind.set(contribution, (givenInKind.get(contribution) ?? 0n) + pence);
};

export const unsettled = (due: {
  instalment: string;
  due: string;
  amount: string;
}): InstalmentState => ({
  ...due,
  invoiced: 0n,
  received: 0n,
  settled: 0n,
});

export const contributionOf = (fund: Fund, id: string): Contribution =>
  must(fund.contributions.get(id), `the contribution ${id}`);

export const instalmentOf = (
  fund: Fund,
  of: { contribution: string; instalment: string },
): InstalmentState =>
  must(
    contributionOf(fund, of.contribution).instalments.get(of.instalment),
    `the instalment ${of.instalment}`,
  );
