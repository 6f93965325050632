import type { Asked } from '#libs/ledger/balances.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import { maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { rateOf } from '#libs/money/rate.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { costShare, type CostShare } from './cost-shares.js';
import { basisOf, spendOn } from './spend-basis.js';
import { together, traced, type Term, type Traced } from './traced.js';

/** How far some uses of a source's money are from the share that they must have, or may not exceed. */
export interface ShareOfUses {
  readonly limit: string;
  readonly name: string;
  readonly source: string;
  readonly kind: 'minimum' | 'maximum' | 'match';
  readonly rate: string;
  /** The year it is about; null: all years together. */
  readonly year: string | null;
  readonly base: Traced;
  /** The rate of the base, rounded as the limit says. */
  readonly limitPence: Pence;
  /**
   * What counts towards it: allocated, or spent as its funder counts; of match funding, what is
   * secured; of a limit by costs, their part of what awards have.
   */
  readonly counted: Traced | CostShare | { readonly pence: Pence };
  /** Match funding that is being secured; zero for other kinds. */
  readonly beingSecured: Pence;
  /** What a minimum or a match still lacks, or a maximum exceeds. */
  readonly off: Pence;
  readonly by: string | null;
  /** Kept, broken, or not yet due; unknown where it depends on what nobody has said. */
  readonly state: 'kept' | 'broken' | 'not yet due' | 'unknown';
}

/** Every limit in force on the view's day, by name, and by year where it is about years. */
export function shareLimits(view: FundView): ShareOfUses[] {
  const { balances, facts, moment } = view;
  return facts
    .list('share-limit')
    .filter(({ attributes: { until } }) => until === null || moment.day <= until)
    .flatMap(({ id, attributes: limit }): ShareOfUses[] => {
      const ofSource = balances.where({ source: limit.source });
      const years =
        limit.over === 'programme' ? [null] : ofSource.groupBy('year').map(({ key }) => key.year);
      return years.map((year) => {
        const key: Asked = { source: limit.source, ...(year === null ? {} : { year }) };
        const base = traced(
          ofSource.where(key),
          key,
          ...(limit.base === 'spend' ? spendOn(basisOf(view, limit.source)) : givenIn(year)),
        );
        const limitPence = rateOf(base.pence, limit.rate, limit.rounding);
        const matched = matchFunding(view, limit.source, year);
        const counted =
          limit.kind === 'match' ? { pence: matched.secured } : usesOf(view, limit, year);
        const off =
          limit.kind === 'maximum'
            ? maxPence(0n, counted.pence - limitPence)
            : maxPence(0n, limitPence - counted.pence);
        const due = limit.kind === 'maximum' || (limit.by !== null && limit.by <= moment.day);
        const kept = off === 0n;
        // Of what nobody has said what it is for, all may count or nothing.
        const unsaid = 'unknown' in counted ? counted.unknown.pence : 0n;
        const decisive =
          limit.kind === 'maximum'
            ? kept && counted.pence + unsaid > limitPence
            : !kept && counted.pence + unsaid >= limitPence;
        return {
          limit: id,
          name: limit.name,
          source: limit.source,
          kind: limit.kind,
          rate: limit.rate,
          year,
          base,
          limitPence,
          counted,
          beingSecured: limit.kind === 'match' ? matched.beingSecured : 0n,
          off,
          by: limit.by,
          state: !due && !kept ? 'not yet due' : decisive ? 'unknown' : kept ? 'kept' : 'broken',
        };
      });
    });
}

/** What a source gives; what a year has from others was, over all years, given in one of them already. */
const givenIn = (year: string | null): Term[] => [
  ...accounts.certainties.map(accounts.contributed),
  ...(year === null ? [] : [accounts.fromOtherYears]),
];

/**
 * How much more budget of a year the schemes that count may have under a limit: as it is judged when
 * budget moves, by what the source gives, whichever the limit's base.
 */
export function roomUnder(view: FundView, limit: Uses & Rate, of: string): Pence {
  const year = limit.over === 'programme' ? null : of;
  const key: Asked = { source: limit.source, ...(year === null ? {} : { year }) };
  const base = traced(view.balances.where(key), key, ...givenIn(year));
  const uses = usesOf(view, { ...limit, base: 'allocation' }, year);
  return maxPence(0n, rateOf(base.pence, limit.rate, limit.rounding) - uses.pence);
}

type Rate = Pick<FactTypes['share-limit'], 'rate' | 'rounding' | 'over'>;

/** Whether what a scheme has counts towards a limit. */
export const countsTowards = (
  { schemes, categories }: Pick<Uses, 'schemes' | 'categories'>,
  { id, attributes }: Pick<Fact<'scheme'>, 'id' | 'attributes'>,
): boolean =>
  (schemes?.includes(id) ?? true) && (categories?.includes(attributes.category) ?? true);

interface Uses {
  readonly source: string;
  readonly base: 'allocation' | 'spend';
  readonly natures: readonly string[] | null;
  readonly schemes: readonly string[] | null;
  readonly categories: readonly string[] | null;
  readonly costCategories: readonly string[] | null;
}

/**
 * What schemes that count have, or have spent; a minimum of capital counts whatever the scheme. Of a
 * year that was closed all years together count only what was spent: the rest went on into the next.
 */
function usesOf(view: FundView, limit: Uses, year: string | null): Traced | CostShare {
  const { balances, facts } = view;
  const schemes = facts
    .list('scheme')
    .filter((scheme) => countsTowards(limit, scheme))
    .map(({ id }) => id);
  const of: Asked = {
    source: limit.source,
    scheme: schemes,
    ...(limit.natures ? { nature: limit.natures } : {}),
  };
  const closed = new Set(facts.list('closed-year').map(({ id }) => id));
  const allocatedIn = (of: string): Term =>
    year === null && closed.has(of) ? accounts.actual : accounts.allocated;
  if (limit.costCategories) {
    const spend = spendOn(basisOf(view, limit.source));
    const years = year === null ? balances.groupBy('year').map(({ key }) => key.year) : [year];
    return costShare(
      balances,
      of,
      years,
      (one) =>
        limit.base === 'spend'
          ? { inAwards: spend, inNone: spend }
          : { inAwards: [allocatedIn(one)], inNone: [accounts.spentWithoutAward] },
      limit.costCategories,
    );
  }
  const uses = (key: Asked, ...terms: Term[]): Traced => traced(balances.where(key), key, ...terms);
  if (limit.base === 'spend')
    return uses(year === null ? of : { ...of, year }, ...spendOn(basisOf(view, limit.source)));
  if (year !== null) return uses({ ...of, year }, allocatedIn(year));
  return together(
    balances
      .where(of)
      .groupBy('year')
      .map(({ key }) => uses({ ...of, year: key.year }, allocatedIn(key.year))),
  );
}

function matchFunding({ facts }: FundView, source: string, year: string | null) {
  const sum = (state: string): Pence =>
    sumPence(
      facts
        .list('source-match')
        .filter(
          ({ attributes: match }) =>
            match.source === source &&
            match.state === state &&
            (year === null || match.year === year),
        )
        .map(({ attributes }) => parsePence(attributes.amount)),
    );
  return { secured: sum('secured'), beingSecured: sum('being-secured') };
}
