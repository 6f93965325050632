import type { sourceEvents } from '#contracts/events/fund/sources.js';
import type { EventOf } from '#contracts/events/all.js';
import { parsePence } from '#libs/money/pence.js';
import { move, postsNothing, type Posting, type PostingsBy } from '../posting.js';
import { contributed, filed, heldAs } from './contributions.js';

function rolledForward(event: EventOf<'ContributionRolledForward'>): Posting[] {
  const { data, effective } = event;
  return move(
    parsePence(data.amount),
    effective,
    filed(event, data, data.period),
    { account: contributed(data.form, 'expected') },
    { account: heldAs(data.form, 'expected') },
  );
}

export const sourcePostings: PostingsBy<typeof sourceEvents> = {
  SourceTransferred: postsNothing,
  SourcesMerged: postsNothing,
  ContributionRolledForward: rolledForward,
};
