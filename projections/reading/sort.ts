/**
 * An order other than that of the log, for a list that may be as long as it. Rows that are alike in it
 * stand in the order of the log; what is empty stands last, in either direction.
 */
export interface Sort<Field extends string = string> {
  readonly by: Field;
  readonly descending: boolean;
}

/** Where a part of a list begins: behind a row that had this value, at this place of the log. */
export interface Behind {
  readonly value: string | null;
  readonly place: string;
}

export const direction = ({ descending }: Sort): 'ASC' | 'DESC' => (descending ? 'DESC' : 'ASC');

/** The rows behind one with a value (an expression; null where it has none), of which `later` says which of those alike are. */
export function rowsBehind(
  column: string,
  sort: Sort,
  value: string | null,
  later: string,
): string {
  if (value === null) return `(${column} is null and ${later})`;
  const beyond = `${column} ${sort.descending ? '<' : '>'} ${value}`;
  return `(${beyond} or ${column} is null or (${column} = ${value} and ${later}))`;
}

/** The value and the place of the last row of a part, as the cursor to the next one. */
export const cursorBehind = ({ value, place }: Behind): string => `${value ?? ''}_${place}`;

/** Undefined where it is no cursor of a list that is sorted. */
export function behindCursor(cursor: string): Behind | undefined {
  const [, value = '', place] = /^([^_]*)_(.+)$/.exec(cursor) ?? [];
  return place === undefined ? undefined : { value: value === '' ? null : value, place };
}
