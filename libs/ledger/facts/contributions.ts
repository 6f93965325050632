import { yearOf } from '#contracts/financial-year.js';
import type { contributionEvents } from '#contracts/events/fund/contributions.js';
import type { EventOf, Standing } from '#contracts/events/all.js';
import type { Instalment } from '#contracts/events/fund/shapes.js';
import type { FactChange } from '../fact-types.js';
import { change, type Numbered, saysNothing, type FactsBy } from './change.js';

export interface ContributionFacts {
  contribution: {
    source: string;
    year: string;
    nature: string;
    form: string;
    recurrent: boolean;
    certainty: string;
    amount: string;
    evidence?: string;
    /** Agreed, but the annual budget that pays for it is not set; else its resolution, where it was. */
    subjectToBudget?: boolean;
    budgetResolution?: string;
    /** The contribution that it goes on from, and how its amount came about. */
    rolledFrom?: string;
    basis?: object;
  };
  /** Identified as `<contribution>/<instalment>`. */
  instalment: {
    contribution: string;
    source: string;
    year: string;
    due: string;
    amount: string;
    open: boolean;
  };
  /** What was invoiced or received on an instalment; identified by its event's number. */
  invoice: { instalment: string; amount: string; reference: string };
  receipt: { instalment: string; amount: string; method: string; reference: string };
}

function contributionPledged(event: EventOf<'ContributionPledged'>): FactChange[] {
  const { contribution, instalments: _, ...attributes } = event.data;
  return [change(event, 'contribution', contribution, attributes), ...opened(event, event.data)];
}

function contributionConfirmed(event: EventOf<'ContributionConfirmed'>): FactChange[] {
  const { contribution, evidence } = event.data;
  return [change(event, 'contribution', contribution, { certainty: 'confirmed', evidence })];
}

function contributionScheduled(event: EventOf<'ContributionScheduled'>): FactChange[] {
  const { contribution, replaced } = event.data;
  return [
    ...replaced.map(({ instalment }) =>
      change(event, 'instalment', `${contribution}/${instalment}`, { open: false }),
    ),
    ...opened(event, event.data),
  ];
}

interface Scheduled {
  readonly contribution: string;
  readonly source: string;
  readonly year: string;
  readonly instalments: readonly Instalment[];
}

export const opened = (event: Standing, of: Scheduled): FactChange[] =>
  of.instalments.map(({ instalment, due, amount }) =>
    change(event, 'instalment', `${of.contribution}/${instalment}`, {
      contribution: of.contribution,
      source: of.source,
      year: of.year,
      due,
      amount,
      open: true,
    }),
  );

function instalmentInvoiced(event: Numbered<EventOf<'InstalmentInvoiced'>>): FactChange[] {
  const { contribution, instalment, amount, reference } = event.data;
  const of = `${contribution}/${instalment}`;
  return [change(event, 'invoice', String(event.number), { instalment: of, amount, reference })];
}

function instalmentReceived(event: Numbered<EventOf<'InstalmentReceived'>>): FactChange[] {
  const { contribution, instalment, amount, method, reference } = event.data;
  const of = `${contribution}/${instalment}`;
  const receipt = { instalment: of, amount, method, reference };
  return [change(event, 'receipt', String(event.number), receipt)];
}

export const contributionFacts: FactsBy<typeof contributionEvents> = {
  ContributionPledged: contributionPledged,
  ContributionMadeSubjectToBudget: (event) => [
    change(event, 'contribution', event.data.contribution, { subjectToBudget: true }),
  ],
  AnnualBudgetResolved: (event) => {
    const { contribution, resolution } = event.data;
    return [
      change(event, 'contribution', contribution, {
        subjectToBudget: false,
        budgetResolution: resolution,
      }),
    ];
  },
  ContributionConfirmed: contributionConfirmed,
  ContributionScheduled: contributionScheduled,
  InstalmentInvoiced: instalmentInvoiced,
  InstalmentReceived: instalmentReceived,
  InKindProvided: saysNothing,
  OtherIncomeRecorded: (event) => {
    const { income, kind, from, source, scheme, period, relatesTo, amount, reference } = event.data;
    return [
      change(event, 'income', income, {
        kind,
        from,
        source,
        scheme,
        year: yearOf(period),
        relatesTo,
        amount,
        reference,
      }),
    ];
  },
};
