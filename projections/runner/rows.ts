import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import { monthOf, yearOf } from '#contracts/financial-year.js';
import { dimensionKey } from '#libs/ledger/balances.js';
import { facts } from '#libs/ledger/facts.js';
import { bookOf, type Dimensions, type Posting } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence, type Pence } from '#libs/money/pence.js';

/** A series as it stands after the last posting made to it. */
export interface Series {
  readonly id: number;
  running: Pence;
}

/** Lines of PostgreSQL's COPY text format, per table. */
export interface Rows {
  series: string;
  posting: string;
  fact: string;
}

/** The series known so far, by key; a new one takes the next id. */
export class SeriesBook {
  readonly #byKey = new Map<string, Series>();
  #lastId: number;

  constructor(lastId: number) {
    this.#lastId = lastId;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }
  put(key: string, series: Series): void {
    this.#byKey.set(key, series);
  }
  /** The series of a key, and whether it is new. */
  take(key: string): { series: Series; isNew: boolean } {
    const known = this.#byKey.get(key);
    if (known) return { series: known, isNew: false };
    const series = { id: ++this.#lastId, running: 0n };
    this.#byKey.set(key, series);
    return { series, isNew: true };
  }
}

/** Postings of an event, each with the key of its series. Throws where they do not balance. */
export function keyedPostings(event: RecordedEvent): { key: string; posting: Posting }[] {
  const made = postings(asDomainEvent(event));
  assertBalanced(event, made);
  return made.map((posting) => ({
    key: `${dimensionKey(posting.on)}|${monthOf(posting.effective)}`,
    posting,
  }));
}

/** Adds what an event makes to rows that are on their way into the tables. */
export function addRows(
  rows: Rows,
  event: RecordedEvent,
  made: readonly { key: string; posting: Posting }[],
  book: SeriesBook,
): void {
  made.forEach(({ key, posting }, line) => {
    const { series, isNew } = book.take(key);
    if (isNew) rows.series += seriesLine(series.id, key, posting.on, monthOf(posting.effective));
    series.running += posting.pence;
    rows.posting += `${series.id}\t${event.number}\t${line}\t${posting.effective}\t${posting.pence}\t${series.running}\n`;
  });
  facts(asDomainEvent(event)).forEach((fact, line) => {
    rows.fact += `${[fact.entity, fact.id].map(escaped).join('\t')}\t${event.number}\t${line}\t${[fact.fund, fact.provider, fact.effective, JSON.stringify(fact.attributes)].map(escaped).join('\t')}\n`;
  });
}

function seriesLine(id: number, key: string, on: Dimensions, month: string): string {
  const columns = [
    ...[key, month, on.fund, on.account, yearOf(on.period), on.period, on.relatesTo],
    ...[on.nature, on.source, on.scheme, on.award, on.provider, on.area],
  ];
  return `${id}\t${columns.map(escaped).join('\t')}\n`;
}

/** As COPY's text format wants it. */
const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text)
    ? text
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', '\\t')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
    : text;

/**
 * Rule 2: an event's postings sum to zero per fund, book, accounting year, nature and source. Kept on
 * in production: a posting rule that breaks it must not reach a page.
 */
function assertBalanced(event: RecordedEvent, made: readonly Posting[]): void {
  if (made.length === 0) return;
  const sums = new Map<string, Pence>();
  for (const { on, pence } of made) {
    const key = `${on.fund}|${bookOf(on.account)}|${yearOf(on.period)}|${on.nature}|${on.source}`;
    sums.set(key, (sums.get(key) ?? 0n) + pence);
  }
  for (const [key, sum] of sums)
    if (sum !== 0n)
      throw new Error(
        `event ${event.number} (${event.type}) does not balance: ${key} is off by ${formatPence(sum)}`,
      );
}
