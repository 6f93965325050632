import type { variationEvents, TakenBack } from '#contracts/events/fund/variations.js';
import type { EventOf } from '#contracts/events/all.js';
import { minPence, parsePence } from '#libs/money/pence.js';
import type { Fund, InstalmentState } from '../fund.js';
import { asWritten } from '../schedule.js';
import { contributionOf, unsettled } from './contributions.js';
import { must, type EvolutionBy } from './evolution.js';

export const variationEvolution: EvolutionBy<typeof variationEvents> = {
  ContributionVaried: changed,
  ContributionWithdrawn: changed,
  ContributionDivided: (fund, { data }) => {
    const whole = contributionOf(fund, data.contribution);
    const dues = (of: typeof data.instalments) =>
      new Map(of.map((due) => [due.instalment, unsettled(due)]));
    const { contribution, amount, instalments } = data.part;
    const apart = { contribution, amount: parsePence(amount), instalments: dues(instalments) };
    fund.contributions.set(contribution, { ...whole, ...apart, conditions: new Map() });
    fund.contributions.set(data.contribution, {
      ...whole,
      amount: parsePence(data.amount),
      instalments: dues(data.instalments),
    });
  },
};

function changed(
  fund: Fund,
  { data }: EventOf<'ContributionVaried'> | EventOf<'ContributionWithdrawn'>,
): void {
  const contribution = contributionOf(fund, data.contribution);
  contribution.amount = parsePence(data.amount);
  const { instalments } = contribution;
  for (const { instalment } of data.replaced) instalments.delete(instalment);
  for (const due of data.instalments) instalments.set(due.instalment, unsettled(asWritten(due)));
  for (const taken of data.takenBack) {
    const due = must(instalments.get(taken.instalment), `the instalment ${taken.instalment}`);
    instalments.set(taken.instalment, { ...takenFrom(due, taken), amount: taken.left });
  }
}

/** What was received goes first where no invoice was settled with it. */
function takenFrom(due: InstalmentState, taken: TakenBack): InstalmentState {
  const received = parsePence(taken.received);
  const settled = received - minPence(received, due.received - due.settled);
  return {
    ...due,
    invoiced: due.invoiced - parsePence(taken.invoiced) - settled,
    received: due.received - received,
    settled: due.settled - settled,
  };
}
