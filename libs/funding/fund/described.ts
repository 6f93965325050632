import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { SchemeDescribed, SourceDescribed } from '#contracts/events/fund/set-up.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused, type Decision } from '../decision.js';
import { commitmentsFirst } from './contributions.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';

type Decided = Decision<FundEvent>;

/**
 * What nobody knew of a scheme is stated later. What is known stays: by another category or need the
 * money that the scheme has could pass a ring-fence that was judged by the first.
 */
function describeScheme(
  fund: Fund,
  { scheme, stated, evidence, effective }: FundCommandOf<'describe-scheme'>,
  context: FundContext,
): Decided {
  const known = fund.schemes.get(scheme);
  if (!known) return refused('not-found', { what: 'scheme', id: scheme, where: 'the fund' });
  const where = `The scheme "${scheme}"`;
  const barred =
    ahead(effective, context) ??
    knownAlready(known, stated, where) ??
    // Its money is filed under the area that it had: what is spent would leave another one's budget.
    (stated.area !== undefined && hasBudget(fund, scheme)
      ? refusal('wrong-order', {
          ...{ what: 'The scheme', id: scheme, state: 'budgeted without an area' },
          needed: 'without budget',
        })
      : undefined);
  return barred
    ? { refused: barred }
    : happened(SchemeDescribed.of(effective, { scheme, stated, evidence }));
}

/** The same of a source: the power that it gives under, and through which partner. */
function describeSource(
  fund: Fund,
  { source, stated, evidence, effective }: FundCommandOf<'describe-source'>,
  context: FundContext,
): Decided {
  const known = fund.sources.get(source);
  if (!known) return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  const barred = ahead(effective, context) ?? knownAlready(known, stated, `The source "${source}"`);
  return barred
    ? { refused: barred }
    : happened(SourceDescribed.of(effective, { source, stated, evidence }));
}

const hasBudget = ({ holdings }: Fund, scheme: string): boolean =>
  holdings
    .years()
    .some((year) =>
      commitmentsFirst.some((holding) => holdings.list({ holding, year, scheme }).length > 0),
    );

/** What is known of it is known at once: nothing is stated for a day to come. */
const ahead = (effective: string, { today }: FundContext): Refusal | undefined =>
  effective > today
    ? refusal('invalid-request', { detail: `it is ${today}: state it from ${effective} on` })
    : undefined;

const knownAlready = (known: object, stated: object, where: string): Refusal | undefined => {
  const before = known as Readonly<Record<string, unknown>>;
  const what = Object.entries(stated).find(([field, value]) =>
    field === 'demandLed'
      ? before[field] === value
      : before[field] !== null && before[field] !== 'unknown',
  )?.[0];
  return what === undefined
    ? undefined
    : refusal('already-exists', { what, id: String(before[what]), where });
};

export const describedDeciders = {
  'describe-scheme': describeScheme,
  'describe-source': describeSource,
} as const;
