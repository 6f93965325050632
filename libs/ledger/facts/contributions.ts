import type { EventOf, Standing } from '#contracts/events/all.js';
import type { Instalment } from '#contracts/events/fund.js';
import type { FactChange } from '../facts.js';
import { change, type Numbered } from './change.js';

export function contributionPledged(event: EventOf<'ContributionPledged'>): FactChange[] {
  const { contribution, instalments: _, ...attributes } = event.data;
  return [change(event, 'contribution', contribution, attributes), ...opened(event, event.data)];
}

export function contributionConfirmed(event: EventOf<'ContributionConfirmed'>): FactChange[] {
  const { contribution, evidence } = event.data;
  return [change(event, 'contribution', contribution, { certainty: 'confirmed', evidence })];
}

export function contributionScheduled(event: EventOf<'ContributionScheduled'>): FactChange[] {
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

const opened = (event: Standing, of: Scheduled): FactChange[] =>
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

export function instalmentInvoiced(event: Numbered<EventOf<'InstalmentInvoiced'>>): FactChange[] {
  const { contribution, instalment, amount, reference } = event.data;
  const of = `${contribution}/${instalment}`;
  return [change(event, 'invoice', String(event.number), { instalment: of, amount, reference })];
}

export function instalmentReceived(event: Numbered<EventOf<'InstalmentReceived'>>): FactChange[] {
  const { contribution, instalment, amount, method, reference } = event.data;
  const of = `${contribution}/${instalment}`;
  const receipt = { instalment: of, amount, method, reference };
  return [change(event, 'receipt', String(event.number), receipt)];
}
