import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import { monthOf, yearOf } from '#contracts/financial-year.js';
import { facts } from '#libs/ledger/facts.js';
import { assertBalanced } from '#libs/ledger/balanced.js';
import type { Posting } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { addEntry, type TrailRows } from '../audit-trail/rows.js';
import type { ProvenanceBook } from '../audit-trail/provenances.js';
import { CopyRows } from './copy-rows.js';
import { seriesKey, type SeriesBook } from './series-book.js';

/** Rows on their way into the tables. */
export interface Rows extends TrailRows {
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
  provenance: new CopyRows(),
  entry: new CopyRows(),
  due: new Set(),
});

/** Postings of an event. Throws where they do not balance. */
export function balancedPostings(event: RecordedEvent): readonly Posting[] {
  const made = postings(asDomainEvent(event));
  assertBalanced(event, made);
  return made;
}

/** Series and provenances that have a number, as far as they are in memory. */
export interface Books {
  readonly series: SeriesBook;
  readonly provenances: ProvenanceBook;
}

/** Adds what an event makes. The books must know what of it is in the tables. */
export function addRows(
  rows: Rows,
  event: RecordedEvent,
  made: readonly Posting[],
  { series: book, provenances }: Books,
): void {
  const known = asDomainEvent(event);
  addEntry(rows, known, made, provenances);
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
  for (const fact of facts(known)) {
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
