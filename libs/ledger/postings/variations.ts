import type { DueLine, variationEvents } from '#contracts/events/fund/variations.js';
import type { EventOf, Standing } from '#contracts/events/all.js';
import type { Certainty } from '#contracts/values.js';
import { parsePence } from '#libs/money/pence.js';
import {
  budget,
  move,
  postsNothing,
  type Account,
  type Posting,
  type PostingsBy,
} from '../posting.js';
import { contributed, countsLate, filed, heldAs, type Contributed } from './contributions.js';

type Changed = EventOf<'ContributionVaried'> | EventOf<'ContributionWithdrawn'>;

/** More or less is contributed, it stands where the event says, and what is due follows. */
const changed = (event: Changed): Posting[] => [
  ...contribution(event),
  ...restated(event),
  ...(event.data.certainty === 'confirmed' && event.data.form === 'cash' ? dues(event) : []),
];

function contribution({ stream, effective, data }: Changed): Posting[] {
  const on = filed({ stream, effective }, data, data.period);
  const account = contributed(data.form, data.certainty);
  if (data.form === 'in-kind' && data.certainty !== 'confirmed' && countsLate(data)) return [];
  if (data.form === 'in-kind')
    return move(
      parsePence(data.amount) - parsePence(data.was),
      effective,
      on,
      { account },
      { account: heldAs('in-kind', data.certainty) },
    );
  return data.unallocated.flatMap(({ certainty, amount }) =>
    move(
      parsePence(amount),
      effective,
      on,
      { account },
      { account: budget('unallocated', certainty) },
    ),
  );
}

function restated({ stream, effective, data }: Changed): Posting[] {
  const on = filed({ stream, effective }, data, data.period);
  const was: Certainty = data.restatedAs === 'confirmed' ? 'indicative' : 'confirmed';
  return data.restated.flatMap(({ holding, amount, ...place }) =>
    move(
      parsePence(amount),
      effective,
      { ...on, ...place },
      { account: budget(holding, was) },
      { account: budget(holding, data.restatedAs) },
    ),
  );
}

/** What was received stays income of its year: it is returned out of it, and owed until then. */
const dues = ({ stream, effective, data }: Changed): Posting[] => {
  const of = { stream, effective };
  return [
    ...data.replaced.flatMap((due) => dueLine(of, data, due, -1n)),
    ...data.instalments.flatMap((due) => dueLine(of, data, due, 1n)),
    ...data.takenBack.flatMap(({ counts, period, uninvoiced, invoiced, received }) => {
      const taken = (amount: string, from: Account, to: Account) =>
        move(
          parsePence(amount),
          counts,
          filed(of, data, period),
          { account: from },
          { account: to },
        );
      return [
        ...taken(uninvoiced, 'cash:debtor:due', 'cash:income:contribution'),
        ...taken(invoiced, 'cash:debtor:invoiced', 'cash:income:contribution'),
        ...taken(received, 'cash:returnable', 'cash:returned'),
      ];
    }),
  ];
};

const dueLine = (
  event: Standing,
  of: Contributed,
  { amount, counts, period }: DueLine,
  sign: 1n | -1n,
): Posting[] =>
  move(
    sign * parsePence(amount),
    counts,
    filed(event, of, period),
    { account: 'cash:income:contribution' },
    { account: 'cash:debtor:due' },
  );

export const variationPostings: PostingsBy<typeof variationEvents> = {
  ContributionVaried: changed,
  ContributionWithdrawn: changed,
  ContributionDivided: postsNothing,
};
