import type { PostedLine, PostingSort } from './reading.js';
import { cursorBehind, type Sort } from './sort.js';

/** By what postings are sorted, as the tables have it. */
export const postingColumns = {
  number: { sql: 'posting.number', type: 'bigint' },
  effective: { sql: 'posting.effective', type: 'date' },
  amount: { sql: 'posting.pence', type: 'bigint' },
} as const;

/** Where the next part begins, after the last posting of this one. */
export function postingCursor(last: PostedLine, sort: Sort<PostingSort> | undefined): string {
  const place = `${last.number}-${last.line}`;
  if (!sort) return place;
  const value = sort.by === 'amount' ? last.pence : last[sort.by];
  return cursorBehind({ value: String(value), place });
}
