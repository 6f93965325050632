import { z } from 'zod';
import { eventTypes } from '#contracts/events/all.js';
import { Day } from '#contracts/values.js';
import { parsePence } from '#libs/money/pence.js';
import type { Paging, Search } from '#projections/audit-trail/search.js';
import { listOf } from './point.js';
import { checkedQuery } from './checked-query.js';
import { behindIn, sortBy, sortSays } from './sorted.js';

type Query = Readonly<Record<string, unknown>>;

const Pounds = z
  .string()
  .regex(/^\d{1,16}(\.\d{2})?$/, 'write an amount as "1200000.00"')
  .transform((amount) => parsePence(amount.includes('.') ? amount : `${amount}.00`));
const Time = z.union([Day, z.iso.datetime({ precision: null })], {
  error: 'write a day such as "2026-04-01" or an instant such as "2026-04-01T09:00:00Z"',
});
const Name = z.string().min(1).max(2000);
const names = z.preprocess(
  (value) => (value === undefined ? undefined : listOf(value)),
  z.array(Name).min(1).max(100).optional(),
);
const Type = z
  .string()
  .refine((type) => type in eventTypes, { error: 'no event type is called so' });

const shape = {
  fund: Name.optional(),
  type: z.preprocess(
    (value) => (value === undefined ? undefined : listOf(value)),
    z.array(Type).min(1).max(200).optional(),
  ),
  stream: names,
  actor: names,
  organisation: names,
  authority: Name.optional(),
  account: names,
  award: names,
  provider: names,
  scheme: names,
  source: names,
  amountFrom: Pounds.optional(),
  amountTo: Pounds.optional(),
  effectiveFrom: Day.optional(),
  effectiveTo: Day.optional(),
  recordedFrom: Time.optional(),
  recordedTo: Time.optional(),
};

/** What each parameter of the search means, for those who look for it. */
export const searchParameters: Readonly<Record<keyof typeof shape | keyof typeof paging, string>> =
  {
    fund: 'Of this fund, and of streams that touch it',
    type: 'Of these types, with commas',
    stream: 'In these streams, with commas, such as fund-northmoor',
    actor: 'Recorded by these, with commas',
    organisation: 'For these organisations, with commas',
    authority: 'On an authority that holds this text',
    account: 'That post to these accounts, with commas',
    award: 'About these awards, with commas',
    provider: 'About these providers, with commas',
    scheme: 'About these schemes, with commas',
    source: 'About these sources, with commas',
    amountFrom: 'Of this amount or more, whatever its sign',
    amountTo: 'Of this amount or less, whatever its sign',
    effectiveFrom: 'Taking effect on this day or later',
    effectiveTo: 'Taking effect on this day or before',
    recordedFrom: 'Recorded from this day (Europe/London) or instant on',
    recordedTo: 'Recorded up to this day (Europe/London) or instant',
    order: 'oldest or newest first, where they are not sorted; oldest if not said',
    sort: sortSays(['number', 'effective', 'amount']),
    cursor: 'Where the next page begins: `next` of the page before',
    limit: 'At most so many, up to 1,000; 100 if not said',
  };

const entrySorts = ['number', 'effective', 'amount'] as const;

const paging = {
  order: z.enum(['oldest', 'newest']).default('oldest'),
  sort: sortBy(entrySorts),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
};

const Asked = z.strictObject({
  ...shape,
  ...paging,
  asKnownAt: z.unknown().optional(),
  effectiveOn: z.unknown().optional(),
});

/** Reads a search out of a query. An empty field of a form asks nothing; a name that is unknown is refused. */
export function searchOf(query: Query): { readonly search: Search; readonly paging: Paging } {
  const said = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const {
    order,
    sort,
    cursor,
    limit,
    asKnownAt: _,
    effectiveOn: __,
    ...search
  } = checkedQuery(Asked, said);
  return {
    search,
    paging: { order, limit, sort, after: behindIn(cursor, sort, /^\d{1,15}$/) },
  };
}
