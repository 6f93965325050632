import type { ClientBase } from 'pg';
import type { RecordedEvent } from '#contracts/envelope.js';
import { kindOf, type DomainEvent } from '#contracts/events/all.js';
import type { Posting } from '#libs/ledger/posting.js';
import type { CopyRows } from '../runner/copy-rows.js';
import { amountOf } from './figures/amount.js';
import { correctsOf, subjectOf } from './figures/corrects.js';
import { judgedBy, type Judged } from './figures/judged.js';
import { fundsOf } from './figures/touches.js';
import { provenanceOf, type Provenance, type ProvenanceBook } from './provenances.js';

/** Rows of the audit trail on their way into its tables. */
export interface TrailRows {
  readonly provenance: CopyRows;
  readonly entry: CopyRows;
}

/**
 * The audit trail: one entry per event. What postings and facts of the same number say (accounts,
 * schemes, sources, awards, providers) is joined, not stored again; who did it, on what authority,
 * and of which type is stored once for all events alike.
 */
export const trailTables = `
  create table provenance (
    id int not null, stream text collate "C" not null, type text collate "C" not null,
    version int not null, actor text collate "C" not null, organisation text collate "C" not null,
    authority text collate "C" not null, client text collate "C" not null);
  create table entry (
    number bigint not null, provenance int not null, revision int not null, effective date not null,
    recorded timestamptz not null, amount bigint, subject text collate "C",
    reference text collate "C", more jsonb);
  grant select on provenance, entry to purse_reader;`;

export const trailIndexes = `
  alter table provenance add primary key (id);
  create index provenance_stream on provenance (stream, type);
  alter table entry add primary key (number);
  create index entry_provenance on entry (provenance, number);
  create index entry_corrects on entry using gin ((more -> 'corrects')) where more ? 'corrects';
  create index entry_funds on entry using gin ((more -> 'funds')) where more ? 'funds';`;

/** What few entries have. */
export interface More {
  /** Funds touched, where the stream is not a fund's own. */
  readonly funds?: readonly string[];
  /** Subjects of the same stream that it corrects. */
  readonly corrects?: readonly string[];
  readonly judged?: Judged;
}

/** Adds the entry of an event. The book must know every provenance that is in the tables. */
export function addEntry(
  { provenance, entry }: TrailRows,
  event: RecordedEvent & DomainEvent,
  made: readonly Posting[],
  book: ProvenanceBook,
): void {
  let id = book.find(event);
  if (id === undefined) {
    const of = provenanceOf(event);
    id = book.begin(of);
    addProvenance(provenance, id, of);
  }
  entry.row(9);
  entry.int8(BigInt(event.number));
  entry.int4(id);
  entry.int4(event.revision);
  entry.date(event.effective);
  entry.instant(event.recorded);
  const amount = amountOf(event, made);
  if (amount === null) entry.null();
  else entry.int8(amount);
  textOrNull(entry, subjectOf(event));
  textOrNull(entry, referenceOf(event));
  const more = moreOf(event);
  if (more === null) entry.null();
  else entry.jsonb(more);
}

function addProvenance(rows: CopyRows, id: number, of: Provenance): void {
  rows.row(8);
  rows.int4(id);
  rows.text(of.stream);
  rows.text(of.type);
  rows.int4(of.version);
  for (const column of [of.actor, of.organisation, of.authority, of.client]) rows.text(column);
}

function textOrNull(rows: CopyRows, value: string | null): void {
  if (value === null) rows.null();
  else rows.text(value);
}

/** The number of a document of others: an invoice, a remittance, a receipt. */
function referenceOf({ data }: DomainEvent): string | null {
  if ('reference' in data) return data.reference;
  return 'remittance' in data ? data.remittance : null;
}

function moreOf(event: DomainEvent): More | null {
  const more: { -readonly [Name in keyof More]: More[Name] } = {};
  if (kindOf(event.stream) !== 'fund') {
    const funds = fundsOf(event);
    if (funds.length > 0) more.funds = funds;
  }
  const corrects = correctsOf(event);
  if (corrects.length > 0) more.corrects = corrects;
  const judged = judgedBy(event);
  if (judged) more.judged = judged;
  return Object.keys(more).length === 0 ? null : more;
}

/** Looks up provenances that are in the tables of the search path and not in the book. */
export async function recallProvenances(
  client: ClientBase,
  book: ProvenanceBook,
  events: readonly RecordedEvent[],
): Promise<void> {
  const streams = new Set<string>();
  for (const event of events) if (book.find(event) === undefined) streams.add(event.stream);
  if (streams.size === 0) return;
  const { rows } = await client.query<Provenance & { id: number }>(
    `select id, stream, type, version, actor, organisation, authority, client from provenance
      where stream = any($1) order by id`,
    [[...streams]],
  );
  book.forgetStreams(streams);
  for (const { id, ...provenance } of rows) book.put(provenance, id);
}
