import { periodsOf } from '#contracts/financial-year.js';
import { unknown } from '#contracts/values.js';
import { coveredBy } from '#libs/funding/area/membership.js';
import { setsOf } from '#libs/funding/area/sets-of.js';
import { allows } from '#libs/funding/fund/ring-fence.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import { minPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { countsTowards, roomUnder } from './share-limits.js';

/** What a scheme has of a source and nature in a year, promised to nobody, and where else it may go. */
export interface Movable {
  readonly scheme: string;
  readonly source: string;
  readonly nature: string;
  readonly pence: Pence;
  /** Other schemes of the fund that may have it, each up to an amount. */
  readonly ways: readonly { readonly scheme: string; readonly upTo: Pence }[];
}

/**
 * Of one year: what no ring-fence, closed scheme or maximum share keeps from every other scheme of the
 * fund, by the rules of the view's day. It stays in its fund, year, source and nature: what crosses one
 * of these needs a permission, or a further decision, each time. Nothing of a year all of whose periods
 * are closed, or after the last day of the agreement.
 */
export function movable(view: FundView, year: string): Movable[] {
  if (!mayMoveIn(view, year)) return [];
  const { balances, facts, moment } = view;
  const open = facts
    .list('scheme')
    .filter(({ attributes: { closed } }) => closed === undefined || moment.day < closed);
  const may = keptTo(view, year);
  return balances
    .where({ year, account: accounts.uncommitted.accounts })
    .groupBy('source', 'nature', 'scheme')
    .map(({ key, balances: of }) => ({ ...key, pence: of.sum() }))
    .filter(({ pence, nature }) => pence > 0n && nature !== unknown)
    .flatMap((row) => {
      const from = facts.get('scheme', row.scheme);
      if (!from || !facts.get('source', row.source)) return [];
      const ways = open
        .filter(({ id }) => id !== row.scheme)
        .map((to) => ({ scheme: to.id, upTo: minPence(row.pence, may(row, from, to)) }))
        .filter(({ upTo }) => upTo > 0n);
      return ways.length > 0 ? [{ ...row, ways }] : [];
    });
}

type Scheme = Fact<'scheme'>;
type Place = Pick<Movable, 'source' | 'nature' | 'pence'>;

/** How much of what a scheme has the rules on its source let go to another scheme. */
function keptTo(view: FundView, year: string): (of: Place, from: Scheme, to: Scheme) => Pence {
  const { facts, moment } = view;
  const standsOn = ({ until }: { readonly until: string | null }): boolean =>
    until === null || moment.day <= until;
  const sets = setsOf(facts);
  const fences = facts
    .list('ring-fence')
    .filter(({ attributes: fence }) => fence.ended === undefined && standsOn(fence))
    .map(({ attributes: fence }) => ({
      ...fence,
      ...(fence.areas === null ? {} : coveredBy(sets, fence.areas, moment.day)),
    }));
  const limits = facts
    .list('share-limit')
    .filter(({ attributes: of }) => of.kind === 'maximum' && of.costCategories === null)
    .filter(({ attributes: of }) => standsOn(of))
    .map(({ attributes: limit }) => ({ ...limit, room: roomUnder(view, limit, year) }));
  return ({ source, nature, pence }, from, to) => {
    const use = { year, scheme: { ...to.attributes, scheme: to.id } };
    const kept = fences.some(
      (fence) => fence.source === source && fence.natures.includes(nature) && !allows(fence, use),
    );
    if (kept) return 0n;
    // What only passes between schemes that count adds nothing to their share.
    return limits
      .filter((of) => of.source === source && (of.natures?.includes(nature) ?? true))
      .filter((limit) => countsTowards(limit, to) && !countsTowards(limit, from))
      .reduce((least, { room }) => minPence(least, room), pence);
  };
}

function mayMoveIn({ fund, facts, moment }: FundView, year: string): boolean {
  const shut = periodsOf(year).every(
    (period) => facts.get('period', period)?.attributes.state === 'hard-closed',
  );
  const agreement = facts.get('fund', fund)?.attributes.agreement ?? null;
  const terms = agreement === null ? undefined : facts.get('agreement', agreement)?.attributes;
  const ends = terms?.terminated ?? terms?.until ?? null;
  return !shut && (ends === null || moment.day <= ends);
}
