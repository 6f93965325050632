import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import { monthOf, yearOf } from '#contracts/financial-year.js';
import { facts } from '#libs/ledger/facts.js';
import { bookOf, type Posting } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import { CopyRows } from './copy-rows.js';
import { seriesKey, type SeriesBook } from './series-book.js';

/** Rows on their way into the tables. */
export interface Rows {
  readonly series: CopyRows;
  readonly posting: CopyRows;
  readonly fact: CopyRows;
  /** Identifiers of what facts say is due, or due no more. */
  readonly due: Set<string>;
}

export const noRows = (): Rows => ({
  series: new CopyRows(),
  posting: new CopyRows(),
  fact: new CopyRows(),
  due: new Set(),
});

/** Postings of an event. Throws where they do not balance. */
export function balancedPostings(event: RecordedEvent): readonly Posting[] {
  const made = postings(asDomainEvent(event));
  assertBalanced(event, made);
  return made;
}

/** Adds what an event makes. The book must know every series that is in the tables. */
export function addRows(
  rows: Rows,
  event: RecordedEvent,
  made: readonly Posting[],
  book: SeriesBook,
): void {
  const number = BigInt(event.number);
  let line = 0;
  for (const posting of made) {
    let series = book.find(posting);
    if (!series) {
      series = book.begin(posting);
      addSeries(rows.series, series.id, posting);
    }
    series.running += posting.pence;
    rows.posting.row(6);
    rows.posting.int4(series.id);
    rows.posting.int8(number);
    rows.posting.int4(line++);
    rows.posting.date(posting.effective);
    rows.posting.int8(posting.pence);
    rows.posting.int8(series.running);
  }
  line = 0;
  for (const fact of facts(asDomainEvent(event))) {
    if (fact.entity === 'due') rows.due.add(fact.id);
    rows.fact.row(8);
    rows.fact.text(fact.entity);
    rows.fact.text(fact.id);
    rows.fact.int8(number);
    rows.fact.int4(line++);
    rows.fact.text(fact.fund);
    rows.fact.text(fact.provider);
    rows.fact.date(fact.effective);
    rows.fact.jsonb(fact.attributes);
  }
}

function addSeries(rows: CopyRows, id: number, posting: Posting): void {
  const { on, effective } = posting;
  rows.row(14);
  rows.int4(id);
  for (const column of [
    ...[seriesKey(posting), monthOf(effective), on.fund, on.account, yearOf(on.period), on.period],
    ...[on.relatesTo, on.nature, on.source, on.scheme, on.award, on.provider, on.area],
  ])
    rows.text(column);
}

/**
 * Rule 2: an event's postings sum to zero per fund, book, accounting year, nature and source. Kept on
 * in production: a posting rule that breaks it must not reach a page. Most are made in pairs that
 * cancel; only what is left over is added up.
 */
function assertBalanced(event: RecordedEvent, made: readonly Posting[]): void {
  let sums: Map<string, Pence> | undefined;
  for (let place = 0; place < made.length; place += 1) {
    const [one, next] = [made[place], made[place + 1]];
    if (!one) continue;
    if (next && cancel(one, next)) {
      place += 1;
      continue;
    }
    sums ??= new Map();
    const { on, pence } = one;
    const key = `${on.fund}|${bookOf(on.account)}|${yearOf(on.period)}|${on.nature}|${on.source}`;
    sums.set(key, (sums.get(key) ?? 0n) + pence);
  }
  for (const [key, sum] of sums ?? [])
    if (sum !== 0n)
      throw new Error(
        `event ${event.number} (${event.type}) does not balance: ${key} is off by ${formatPence(sum)}`,
      );
}

function cancel({ on: a, pence }: Posting, { on: b, pence: other }: Posting): boolean {
  return (
    pence === -other &&
    a.fund === b.fund &&
    a.period === b.period &&
    a.nature === b.nature &&
    a.source === b.source &&
    bookOf(a.account) === bookOf(b.account)
  );
}
