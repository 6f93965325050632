import type { ClientBase } from 'pg';
import type { RecordedEvent } from '#contracts/envelope.js';
import type { Posting } from '#libs/ledger/posting.js';
import { recallProvenances } from '../audit-trail/rows.js';
import { addRows, balancedPostings, type Books, type Rows } from './rows.js';
import { seriesKey, type SeriesBook } from './series-book.js';

/** Adds the rows of some events, once what they have in common with others is recalled from the tables. */
export async function addKnownRows(
  client: ClientBase,
  rows: Rows,
  events: readonly RecordedEvent[],
  books: Books,
): Promise<void> {
  const made = events.map((event) => ({ event, posted: balancedPostings(event) }));
  await recall(
    client,
    books.series,
    made.flatMap(({ posted }) => posted).filter((posting) => !books.series.find(posting)),
  );
  await recallProvenances(client, books.provenances, events);
  for (const { event, posted } of made) addRows(rows, event, posted, books);
}

/** Looks up series that are in the tables and have left the book, or have never been in it. */
async function recall(
  client: ClientBase,
  book: SeriesBook,
  postings: readonly Posting[],
): Promise<void> {
  if (postings.length === 0) return;
  const byKey = new Map(postings.map((posting) => [seriesKey(posting), posting]));
  const { rows } = await client.query<{ key: string; id: number; running: string }>(
    `select s.key, s.id, p.running from series s
      cross join lateral (
        select running from posting where series = s.id order by number desc, line desc limit 1) p
      where s.key = any($1)`,
    [[...byKey.keys()]],
  );
  for (const { key, id, running } of rows) {
    const posting = byKey.get(key);
    if (posting) book.put(posting, { id, running: BigInt(running) });
  }
}
