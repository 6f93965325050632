import { z } from 'zod';
import { compareNames } from '#libs/ledger/order-of-names.js';
import { refuse } from '#projections/reading/refused.js';
import { compareValues, fieldNames, fieldsOf, type FieldValue, type Listed } from './rows.js';

/** How a list is asked for: which rows, in which order, from where on, how many. */
export interface ListAsked {
  readonly filters: readonly (readonly [field: string, values: readonly string[]])[];
  /** As it was written: `-amount,source`. */
  readonly sort: string | undefined;
  /** The fields by which people look for a row: its order where none is asked for. */
  readonly named?: readonly string[] | undefined;
  readonly cursor: string | undefined;
  readonly limit: number | undefined;
}

export interface ListPage<Row extends Listed = Listed> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

/** Where a page begins: behind a row, in one order. A row that came or went since moves no other. */
const Cursor = z.strictObject({
  sort: z.string().nullable(),
  behind: z.array(z.union([z.string(), z.number(), z.null()])).readonly(),
});

interface Placed<Row extends Listed> {
  readonly row: Row;
  readonly at: readonly FieldValue[];
}

/**
 * A page of a list that is here whole. Rows that are equal in what they are sorted by stand in the order of
 * their identifiers, or of all that they say. Refuses fields that no row has, and a cursor of another order.
 */
export function pageOfList<Row extends Listed>(
  list: readonly Row[],
  { filters, sort, named = [], cursor, limit }: ListAsked,
): ListPage<Row> {
  const parted = list.map((row) => ({ row, fields: fieldsOf(row) }));
  const known = fieldNames(parted.map(({ fields }) => fields));
  const sorts = (sort ?? '').split(',').flatMap((part) => sortIn(part.trim()));
  for (const field of [...filters.map(([name]) => name), ...sorts.map(({ name }) => name)])
    // A list of nothing has no fields, and every one of them may be asked for.
    if (known.length > 0 && !known.includes(field))
      throw refuse('no-such-field', { field, fields: known });
  const kept = parted.filter(({ fields }) =>
    filters.every(([name, values]) => values.includes(String(fields.get(name) ?? ''))),
  );
  const order =
    sort === undefined ? named.map((name): Order => ({ name, sign: 1, isName: true })) : sorts;
  if (order.length === 0 && sort === undefined && cursor === undefined && limit === undefined)
    return { rows: kept.map(({ row }) => row), next: null };
  const compare = byThese(order);
  const placed = kept
    .map(({ row, fields }): Placed<Row> => ({
      row,
      at: [...order.map(({ name }) => fields.get(name) ?? null), ownKey(row)],
    }))
    .sort((a, b) => compare(a.at, b.at));
  const behind = cursor === undefined ? undefined : behindOf(cursor, sort, order.length + 1);
  const from = behind === undefined ? placed : placed.filter(({ at }) => compare(at, behind) > 0);
  const page = from.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ row }) => row),
    next:
      last && page.length < from.length ? written({ sort: sort ?? null, behind: last.at }) : null,
  };
}

interface Order {
  readonly name: string;
  readonly sign: 1 | -1;
  /** Sorted as people look for names, and not by code points. */
  readonly isName?: true;
}

const sortIn = (part: string): Order[] => {
  if (part === '') return [];
  return [part.startsWith('-') ? { name: part.slice(1), sign: -1 } : { name: part, sign: 1 }];
};

/** Nothing stands last in either direction. */
const byThese =
  (sorts: readonly Order[]) =>
  (a: readonly FieldValue[], b: readonly FieldValue[]): number => {
    for (const [place, value] of a.entries()) {
      const other = b[place] ?? null;
      const { sign: way = 1, isName } = sorts[place] ?? {};
      const sign = value === null || other === null ? 1 : way;
      const areNames = isName && typeof value === 'string' && typeof other === 'string';
      const order = sign * (areNames ? compareNames(value, other) : compareValues(value, other));
      if (order !== 0) return order;
    }
    return 0;
  };

const ownKey = (row: Listed): string =>
  typeof row['id'] === 'string' ? row['id'] : JSON.stringify(row);

const written = (cursor: z.input<typeof Cursor>): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

function behindOf(text: string, sort: string | undefined, parts: number): readonly FieldValue[] {
  const { data } = Cursor.safeParse(parsed(Buffer.from(text, 'base64url').toString()));
  if (data && data.sort !== (sort ?? null)) throw otherOrder(data.sort);
  if (data?.behind.length !== parts)
    throw refuse('invalid-request', { detail: 'cursor is not `next` of a page of this list' });
  return data.behind;
}

const otherOrder = (sort: string | null) =>
  refuse('invalid-request', {
    detail: `the cursor belongs to ${sort === null ? 'a list without sort' : `sort=${sort}`}: ask for the next page in the same order, or begin anew`,
  });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
