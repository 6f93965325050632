import { yearOf } from '#contracts/financial-year.js';
import type { contributionEvents } from '#contracts/events/fund/contributions.js';
import type { EventOf, Standing } from '#contracts/events/all.js';
import type { Instalment } from '#contracts/events/fund/shapes.js';
import type { FactChange } from '../fact-types.js';
import { none } from '../posting.js';
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
    /** The law that it is given under; that of its source, where absent or null. */
    power?: string | null;
    evidence?: string;
    /** Agreed, but the annual budget that pays for it is not set; else its resolution, where it was. */
    subjectToBudget?: boolean;
    budgetResolution?: string;
    /** The contribution that it goes on from, and how its amount came about. */
    rolledFrom?: string;
    basis?: object;
  };
  /** What a contribution was confirmed on; identified as `<contribution>/<condition>`. */
  'contribution-condition': {
    contribution: string;
    source: string;
    text: string;
    /** The last day on which it can be met; null where there is none. */
    due: string | null;
    state: 'open' | 'met' | 'not met';
    /** By what it was met, or why it was not. */
    evidence?: string;
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

/** What is confirmed after the year to which its funder bound it, the funder has to decide on. */
function contributionConfirmed(event: Numbered<EventOf<'ContributionConfirmed'>>): FactChange[] {
  const { contribution, source, evidence, conditions, nature, year, restated } = event.data;
  const held = restated.filter(({ holding }) => holding === 'held');
  return [
    change(event, 'contribution', contribution, { certainty: 'confirmed', evidence }),
    ...conditions.map(({ condition, text, due }) =>
      change(event, 'contribution-condition', `${contribution}/${condition}`, {
        ...{ contribution, source, text, due, state: 'open' },
      }),
    ),
    ...(yearOf(event.data.period) === year ? [] : held).map(({ amount }, place) =>
      change(event, 'held-money', `${event.number}/${place}`, { source, nature, year, amount }),
    ),
  ];
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
  ContributionConditionMet: (event) => {
    const { contribution, condition, evidence } = event.data;
    const id = `${contribution}/${condition}`;
    return [change(event, 'contribution-condition', id, { state: 'met', evidence })];
  },
  ContributionConditionNotMet: (event) => {
    const { contribution, condition, cause } = event.data;
    const id = `${contribution}/${condition}`;
    return [change(event, 'contribution-condition', id, { state: 'not met', evidence: cause })];
  },
  ContributionScheduled: contributionScheduled,
  InstalmentInvoiced: instalmentInvoiced,
  InstalmentReceived: instalmentReceived,
  InKindProvided: saysNothing,
  InKindBeyondPledge: (event) => [
    change(event, 'flag', `${event.number}/beyond-pledge`, {
      ...{ kind: 'beyond-pledge', amount: event.data.amount, award: none, provider: none },
    }),
  ],
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
