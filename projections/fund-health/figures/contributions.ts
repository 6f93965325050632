import type { FundView } from '#projections/reading/reading.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { followedSources } from './followed-sources.js';
import { grouped } from './grouped.js';
import { allocatedBy, broughtIn, contributed, inKind, unallocated } from './accounts.js';
import { traced, type Traced } from './traced.js';

/** What a source puts in for a year, by certainty and form, and what of it no scheme has yet. */
export interface Contribution {
  readonly source: string;
  readonly year: string;
  readonly nature: string;
  readonly confirmed: Traced;
  readonly expected: Traced;
  readonly indicative: Traced;
  readonly inKind: Traced;
  /** Confirmed beside its contributions: brought forward, moved in, other income. */
  readonly broughtIn: Traced;
  /** Of what is confirmed, brought in too. */
  readonly allocated: Traced;
  /** Confirmed and brought in less allocated, where it is confirmed. */
  readonly unallocated: ByCertainty;
  /** Of what it puts in, agreed subject to a partner's annual budget that is not set yet, however certain it counts. */
  readonly subjectToBudget: Pence;
  /** What the source has gone into since, the last name last; it takes nothing more itself. */
  readonly mergedInto: readonly string[];
}

export interface ByCertainty {
  readonly confirmed: Traced;
  readonly expected: Traced;
  readonly indicative: Traced;
}

/** Per source, year and nature, in that order. */
export function contributions(view: FundView): Contribution[] {
  const { balances, facts } = view;
  const followed = followedSources(view);
  const subject = grouped(
    facts.list('contribution').filter(({ attributes }) => attributes.subjectToBudget === true),
    ({ attributes: { source, year, nature } }) => [source, year, nature].join('\n'),
  );
  return balances
    .groupBy('source', 'year', 'nature')
    .map(({ key, balances: of }) => ({
      ...key,
      confirmed: traced(of, key, contributed('confirmed')),
      expected: traced(of, key, contributed('expected')),
      indicative: traced(of, key, contributed('indicative')),
      inKind: traced(of, key, inKind),
      broughtIn: traced(of, key, broughtIn),
      allocated: traced(of, key, allocatedBy('confirmed')),
      unallocated: {
        confirmed: traced(of, key, unallocated('confirmed')),
        expected: traced(of, key, unallocated('expected')),
        indicative: traced(of, key, unallocated('indicative')),
      },
      mergedInto: followed(key.source),
      subjectToBudget: sumPence(
        (subject.get([key.source, key.year, key.nature].join('\n')) ?? []).map(({ attributes }) =>
          parsePence(attributes.amount),
        ),
      ),
    }))
    .filter((row) =>
      [
        row.confirmed,
        row.expected,
        row.indicative,
        row.inKind,
        row.broughtIn,
        ...Object.values(row.unallocated),
      ].some(({ pence }) => pence !== 0n),
    );
}
