import type { variationEvents } from '#contracts/events/fund/variations.js';
import type { EventOf, Standing } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy, type Numbered } from './change.js';
import { opened } from './contributions.js';

export interface VariationFacts {
  /** How a contribution came to its amount; identified by its event's number. */
  'contribution-change': {
    contribution: string;
    kind: 'varied' | 'withdrawn';
    was: string;
    amount: string;
    evidence: string;
  };
}

function changed(
  event: Numbered<EventOf<'ContributionVaried'> | EventOf<'ContributionWithdrawn'>>,
): FactChange[] {
  const { contribution, was, amount, evidence, replaced, takenBack } = event.data;
  const kind = event.type === 'ContributionVaried' ? 'varied' : 'withdrawn';
  return [
    change(event, 'contribution', contribution, { amount }),
    change(event, 'contribution-change', String(event.number), {
      contribution,
      kind,
      was,
      amount,
      evidence,
    }),
    ...closed(event, contribution, replaced),
    ...opened(event, event.data),
    ...takenBack.map(({ instalment, left }) =>
      change(event, 'instalment', `${contribution}/${instalment}`, {
        amount: left,
        open: left !== '0.00',
      }),
    ),
  ];
}

const closed = (
  event: Standing,
  contribution: string,
  instalments: readonly { readonly instalment: string }[],
): FactChange[] =>
  instalments.map(({ instalment }) =>
    change(event, 'instalment', `${contribution}/${instalment}`, { open: false }),
  );

/** The part set apart is a contribution like any other, on the same days. */
function divided(event: EventOf<'ContributionDivided'>): FactChange[] {
  const { contribution, amount, part, ...terms } = event.data;
  const { source, year, nature, form, recurrent, certainty } = terms;
  const apart = { source, year, nature, form, recurrent, certainty, amount: part.amount };
  return [
    change(event, 'contribution', contribution, { amount }),
    ...closed(event, contribution, event.data.replaced),
    change(event, 'contribution', part.contribution, apart),
    ...opened(event, event.data),
    ...opened(event, { ...part, source, year }),
  ];
}

export const variationFacts: FactsBy<typeof variationEvents> = {
  ContributionVaried: changed,
  ContributionWithdrawn: changed,
  ContributionDivided: divided,
};
