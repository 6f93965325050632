import { bodiesOf } from '#libs/funding/organisation/bodies.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import type { FundView } from '#projections/reading/reading.js';

/** Of one that is registered from a later day on, no more is known yet than what changed before. */
export const registered = ({ facts }: Pick<FundView, 'facts'>): Fact<'organisation'>[] =>
  facts.list('organisation').filter(({ attributes }) => 'identifiers' in attributes);

/** Which body an identifier stands for, as organisations are known on the view's day. */
export const bodies = (
  view: Pick<FundView, 'facts' | 'moment'>,
): ((identifier: string) => string) =>
  bodiesOf(
    registered(view).map(({ id, attributes }) => {
      const { identifiers, succeededBy: by, succeededFrom: from } = attributes;
      return { id, identifiers, succession: by && from !== undefined ? { by, from } : undefined };
    }),
    view.moment.day,
  );
