import { yearOf } from '#contracts/financial-year.js';
import type { contributionEvents } from '#contracts/events/fund/contributions.js';
import { idOf, type EventOf, type Standing } from '#contracts/events/all.js';
import type { Due, Form } from '#contracts/events/fund/shapes.js';
import type { Certainty } from '#contracts/values.js';
import { parsePence } from '#libs/money/pence.js';
import {
  budget,
  move,
  nowhere,
  postsNothing,
  type Account,
  type Dimensions,
  type Posting,
  type PostingsBy,
} from '../posting.js';

export interface Contributed {
  readonly source: string;
  readonly year: string;
  readonly nature: 'revenue' | 'capital';
}

export function filed(
  event: Standing,
  of: Contributed,
  period: string,
): Omit<Dimensions, 'account'> {
  return {
    fund: idOf(event.stream),
    period,
    relatesTo: of.year,
    nature: of.nature,
    source: of.source,
    ...nowhere,
  };
}

/** The year whose money it is was closed: it counts in the first open period after it (rule 17). */
export const countsLate = (of: Contributed & { readonly period: string }): boolean =>
  yearOf(of.period) !== of.year;

export const contributed = (form: Form, certainty: Certainty): Account =>
  form === 'in-kind'
    ? `budget:contributed-in-kind:${certainty}`
    : `budget:contributed:${certainty}`;

/** In kind is authority over nothing: it never reaches *unallocated* (rule 6). */
export const heldAs = (form: Form, certainty: Certainty): Account =>
  form === 'in-kind' ? `budget:in-kind:${certainty}` : budget('unallocated', certainty);

function contributionPledged(event: EventOf<'ContributionPledged'>): Posting[] {
  const { data, effective } = event;
  return move(
    parsePence(data.amount),
    effective,
    filed(event, data, data.period),
    { account: contributed(data.form, data.certainty) },
    { account: heldAs(data.form, data.certainty) },
  );
}

/**
 * The contribution becomes confirmed, and with it the money where it stands, commitments first. Its
 * instalments are debtors and income from the day on which each is due.
 */
function contributionConfirmed(event: EventOf<'ContributionConfirmed'>): Posting[] {
  const { data, effective } = event;
  const on = filed(event, data, data.period);
  if (countsLate(data)) return confirmedLate(event);
  return [
    ...move(
      parsePence(data.amount),
      effective,
      on,
      { account: contributed(data.form, 'confirmed') },
      { account: contributed(data.form, data.was) },
    ),
    ...(data.form === 'in-kind'
      ? move(
          parsePence(data.amount),
          effective,
          on,
          { account: heldAs('in-kind', data.was) },
          { account: heldAs('in-kind', 'confirmed') },
        )
      : data.restated.flatMap(({ holding, amount, ...place }) =>
          move(
            parsePence(amount),
            effective,
            { ...on, ...place },
            { account: budget(holding, data.was) },
            { account: budget(holding, 'confirmed') },
          ),
        )),
    ...(data.form === 'cash' ? due(event, data, data.instalments, 1n) : []),
  ];
}

/** Uncertain authority ended with its year; what is certain is new in the year that is open. */
function confirmedLate(event: EventOf<'ContributionConfirmed'>): Posting[] {
  const { data, effective } = event;
  const on = filed(event, data, data.period);
  const from = { account: contributed(data.form, 'confirmed') };
  return [
    ...(data.form === 'in-kind'
      ? move(parsePence(data.amount), effective, on, from, {
          account: heldAs('in-kind', 'confirmed'),
        })
      : data.restated.flatMap(({ holding, amount, ...place }) =>
          move(parsePence(amount), effective, { ...on, ...place }, from, {
            account: budget(holding, 'confirmed'),
          }),
        )),
    ...(data.form === 'cash' ? due(event, data, data.instalments, 1n) : []),
  ];
}

function contributionScheduled(event: EventOf<'ContributionScheduled'>): Posting[] {
  const { data } = event;
  if (!data.confirmed) return [];
  return [...due(event, data, data.replaced, -1n), ...due(event, data, data.instalments, 1n)];
}

function due(
  event: Standing,
  of: Contributed,
  instalments: readonly Due[],
  sign: 1n | -1n,
): Posting[] {
  return instalments.flatMap((instalment) =>
    move(
      sign * parsePence(instalment.amount),
      instalment.due,
      filed(event, of, instalment.period),
      { account: 'cash:income:contribution' },
      { account: 'cash:debtor:due' },
    ),
  );
}

function instalmentInvoiced(event: EventOf<'InstalmentInvoiced'>): Posting[] {
  const { data, effective } = event;
  return move(
    parsePence(data.amount),
    effective,
    filed(event, data, data.period),
    { account: 'cash:debtor:due' },
    { account: 'cash:debtor:invoiced' },
  );
}

function instalmentReceived(event: EventOf<'InstalmentReceived'>): Posting[] {
  const { data, effective } = event;
  const on = filed(event, data, data.period);
  const invoiced = parsePence(data.invoiced);
  const held = { account: 'cash:held' } as const;
  return [
    ...move(invoiced, effective, on, { account: 'cash:debtor:invoiced' }, held),
    ...move(
      parsePence(data.amount) - invoiced,
      effective,
      on,
      { account: 'cash:debtor:due' },
      held,
    ),
  ];
}

function inKindProvided(event: EventOf<'InKindProvided'>): Posting[] {
  const { data, effective } = event;
  return move(
    parsePence(data.amount),
    effective,
    filed(event, data, data.period),
    { account: 'cash:income:in-kind' },
    { account: 'cash:expenditure:in-kind' },
  );
}

/** Interest, and what residents pay towards their care: income of the fund, received at once. */
function otherIncomeRecorded(event: EventOf<'OtherIncomeRecorded'>): Posting[] {
  const { data, effective } = event;
  return move(
    parsePence(data.amount),
    effective,
    {
      fund: idOf(event.stream),
      period: data.period,
      relatesTo: data.relatesTo,
      nature: data.nature,
      source: data.source,
      ...nowhere,
      scheme: data.scheme,
      provider: data.from,
    },
    { account: 'cash:income:other' },
    { account: 'cash:held' },
  );
}

export const contributionPostings: PostingsBy<typeof contributionEvents> = {
  ContributionPledged: contributionPledged,
  ContributionMadeSubjectToBudget: postsNothing,
  AnnualBudgetResolved: postsNothing,
  ContributionConditionMet: postsNothing,
  ContributionConditionNotMet: postsNothing,
  ContributionConfirmed: contributionConfirmed,
  ContributionScheduled: contributionScheduled,
  InstalmentInvoiced: instalmentInvoiced,
  InstalmentReceived: instalmentReceived,
  InKindProvided: inKindProvided,
  InKindBeyondPledge: postsNothing,
  OtherIncomeRecorded: otherIncomeRecorded,
};
